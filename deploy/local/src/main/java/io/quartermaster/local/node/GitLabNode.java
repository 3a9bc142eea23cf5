package io.quartermaster.local.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of one GitLab host, laid out below one folder as the Linux package lays them out. */
public record GitLabNode(Path root) {

  public Path gitlabRb() {
    return root.resolve("etc/gitlab/gitlab.rb");
  }

  public Path gitlabCtl() {
    return root.resolve("opt/gitlab/bin/gitlab-ctl");
  }

  /**
   * Writes what is missing. An existing {@code gitlab.rb} stays as it is: it is state.
   *
   * @param sandboxControl where the stand-in command reports its runs; none without a sandbox
   */
  public void prepare(URI gitlabUrl, @Nullable URI sandboxControl) {
    try {
      if (!Files.exists(gitlabRb())) {
        Files.createDirectories(gitlabRb().getParent());
        Files.writeString(
            gitlabRb(), template("gitlab.rb").replace("@GITLAB_URL@", gitlabUrl.toString()));
      }
      String control = sandboxControl == null ? "" : sandboxControl.getAuthority();
      Files.createDirectories(gitlabCtl().getParent());
      Files.writeString(gitlabCtl(), template("gitlab-ctl").replace("@SANDBOX_CONTROL@", control));
      Files.setPosixFilePermissions(gitlabCtl(), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variables that the last reconfigure gave to the Rails application. */
  public Map<String, String> railsEnvironment() {
    Path folder = root.resolve("opt/gitlab/etc/gitlab-rails/env");
    Map<String, String> variables = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return variables;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        variables.put(file.getFileName().toString(), Files.readString(file));
      }
      return variables;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String template(String name) throws IOException {
    try (InputStream in =
        GitLabNode.class.getResourceAsStream("/io/quartermaster/local/node/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
