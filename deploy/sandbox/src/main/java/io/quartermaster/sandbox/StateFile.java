package io.quartermaster.sandbox;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quartermaster.sandbox.aws.iam.Account;
import io.quartermaster.sandbox.gateway.Registrations;
import io.quartermaster.sandbox.gitlab.state.GitLabSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of all systems, secrets included, in one file. It is written to a neighbouring
 * file and moved, so that a crash leaves the previous one. A file that cannot be read stops the
 * start rather than losing the state silently.
 */
final class StateFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;

  StateFile(Path path) {
    this.path = path;
  }

  /** The content of the file. */
  record Content(
      Secrets secrets, Account aws, GitLabSnapshot gitlab, Registrations.Snapshot gateway) {}

  Optional<Content> load() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(path.toFile(), Content.class));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The state file " + path + " cannot be read", unreadable);
    }
  }

  void save(Content content) {
    Path next = path.resolveSibling(path.getFileName() + ".next");
    try {
      @Nullable Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.deleteIfExists(next);
      Files.createFile(next, OWNER_ONLY);
      MAPPER.writeValue(next.toFile(), content);
      Files.move(next, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("The state cannot be saved to " + path, unwritable);
    }
  }
}
