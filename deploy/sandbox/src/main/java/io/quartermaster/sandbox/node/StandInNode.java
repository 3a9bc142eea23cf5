package io.quartermaster.sandbox.node;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a GitLab node below one folder, laid out as the Linux package lays them out, with
 * stand-ins of the programs and classes that the node program uses.
 *
 * <p>Failure semantics: what cannot be read or written throws {@link UncheckedIOException}.
 *
 * @param root the folder that is {@code /} on a real node
 */
public record StandInNode(Path root) {

  private static final URI EXAMPLE = URI.create("https://gitlab.example.com");
  private static final String VERSION = "18.9.0-ee";
  private static final List<String> LIBRARIES =
      List.of("config_mash.rb", "deprecations.rb", "settings_dsl.rb", "config/gitlab.rb");

  /** The administrator's file. */
  public Path gitlabRb() {
    return root.resolve("etc/gitlab/gitlab.rb");
  }

  /** The file that the node program manages. */
  public Path include() {
    return root.resolve("etc/gitlab/quartermaster.rb");
  }

  /** The stand-in of {@code gitlab-ctl}. */
  public Path gitlabCtl() {
    return root.resolve("opt/gitlab/bin/gitlab-ctl");
  }

  /** The stand-in of the Ruby that GitLab brings along. */
  public Path ruby() {
    return root.resolve("opt/gitlab/embedded/bin/ruby");
  }

  /** Where the node program is installed. */
  public Path nodeProgram() {
    return root.resolve("opt/quartermaster/bin/quartermaster-node");
  }

  /** Omnibus' settings by name, as the stand-in has them. */
  public Path libraries() {
    return root.resolve("opt/gitlab/embedded/cookbooks/package/libraries");
  }

  /** How the runs of {@code gitlab-ctl reconfigure} go, and how they went. */
  public StandInReconfigure reconfigure() {
    return new StandInReconfigure(state());
  }

  /** Lays out a node of a test, with the system's Ruby and no sandbox. */
  public void prepare(byte[] nodeProgram) {
    prepare(nodeProgram, StandInRuby.ofSystem().orElseThrow(), EXAMPLE, null);
  }

  /**
   * Writes everything but an existing {@code gitlab.rb}, which is state.
   *
   * @param nodeProgram the text of the node program
   * @param sandboxControl where the stand-in command reports its runs; none without a sandbox
   */
  public void prepare(
      byte[] nodeProgram, StandInRuby ruby, URI gitlabUrl, @Nullable URI sandboxControl) {
    writing(
        () -> {
          if (!Files.exists(gitlabRb())) {
            String url = gitlabUrl.toString();
            file(gitlabRb(), bytes(template("gitlab.rb").replace("@GITLAB_URL@", url)));
          }
          program(nodeProgram(), nodeProgram);
          program(ruby(), bytes(ruby.script()));
          program(gitlabCtl(), bytes(template("gitlab-ctl")));
          program(gitlabCtl().resolveSibling("gitlab-rails"), bytes(template("gitlab-rails")));
          for (String script : List.of("gitlab-ctl.rb", "gitlab-rails.rb")) {
            file(service("stand-in/" + script), bytes(template(script)));
          }
          for (String library : LIBRARIES) {
            file(libraries().resolve(library), bytes(template("libraries/" + library)));
          }
          file(
              root.resolve("assets/gitlab.rb"),
              bytes(template("docker-gitlab.rb").replace("@ROOT@", root.toString())));
          String control = sandboxControl == null ? "" : sandboxControl.getAuthority();
          file(state().resolve("sandbox-control"), bytes(control));
          if (!Files.exists(service("gitlab-rails/VERSION"))) {
            version(VERSION);
          }
        });
  }

  /** Replaces the administrator's file. */
  public void write(String gitlabRb) {
    write(bytes(gitlabRb));
  }

  /** Replaces the administrator's file. */
  public void write(byte[] gitlabRb) {
    writing(() -> file(gitlabRb(), gitlabRb));
  }

  /** Makes the node a container whose {@code GITLAB_OMNIBUS_CONFIG} has this value. */
  public void omnibusConfig(String settings) {
    writing(() -> file(state().resolve("omnibus-config"), bytes(settings)));
  }

  /** Sets the version of GitLab, for example {@code 18.9.0-ee}. */
  public void version(String version) {
    writing(() -> file(service("gitlab-rails/VERSION"), bytes(version + "\n")));
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

  /** The URL of the gateway in GitLab's database, as {@code Ai::Setting} has it; empty without. */
  public Optional<String> aiGatewayUrl() {
    Path file = state().resolve("ai-setting.json");
    try {
      return Files.exists(file)
          ? Optional.ofNullable(
              new JsonMapper().readTree(file.toFile()).path("ai_gateway_url").textValue())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path state() {
    return root.resolve("var/lib/stand-in");
  }

  private Path service(String name) {
    return root.resolve("opt/gitlab/embedded/service").resolve(name);
  }

  private static void program(Path path, byte[] content) throws IOException {
    file(path, content);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** By renaming: a program that runs is read to its end from the previous file. */
  private static void file(Path path, byte[] content) throws IOException {
    Files.createDirectories(path.getParent());
    Path next = path.resolveSibling(path.getFileName() + ".next");
    Files.write(next, content);
    Files.move(next, path, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String template(String name) throws IOException {
    try (InputStream in = StandInNode.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void writing(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
