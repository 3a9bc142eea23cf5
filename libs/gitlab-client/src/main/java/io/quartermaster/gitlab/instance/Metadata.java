package io.quartermaster.gitlab.instance;

import static java.util.Objects.requireNonNull;

/** Version and edition, for example {@code 18.1.1-ee}. */
public record Metadata(String version, boolean enterprise) {
  public Metadata {
    requireNonNull(version, "version");
  }
}
