package io.quartermaster.local.stack;

import io.quartermaster.local.access.SecretFiles;
import io.quartermaster.local.access.SigningKeys;
import io.quartermaster.servers.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything is.
 *
 * @param home the repository, with the built programs
 * @param state what one stack keeps: data, logs, secrets; {@code .qm} unless asked otherwise
 */
public record StackLayout(Path home, Path state) {
  public StackLayout {
    home = home.toAbsolutePath().normalize();
    state = state.toAbsolutePath().normalize();
  }

  /** The default layout of {@code ./qm}. */
  public static StackLayout ofRepository(Path home) {
    return new StackLayout(home, home.resolve(".qm"));
  }

  /** The jars of this program and of the sandbox. */
  public Path program() {
    return home.resolve("deploy/local/target/local-program");
  }

  /** Its manifest names the other jars of the program. */
  public Path programJar() {
    return program().resolve("qm.jar");
  }

  /** The packaged application of a service. */
  public Path serviceProgram(String service) {
    return home.resolve(service).resolve("target/quarkus-app");
  }

  public Path log(String part) {
    return state.resolve("logs").resolve(part + ".log");
  }

  public PidFile pidFile(String part) {
    return new PidFile(state.resolve("run").resolve(part + ".pid"));
  }

  /** Held for as long as a stack with this state runs. */
  public Path lockFile() {
    return state.resolve("run/lock");
  }

  /** Every part of a stack, by the name of its log. */
  static List<String> partNames() {
    List<String> names = new ArrayList<>();
    for (ServiceName service : ServiceName.values()) {
      names.add(service.wireName());
    }
    names.addAll(List.of(StackStart.SANDBOX, ServerPart.KAFKA, ServerPart.POSTGRESQL));
    return names;
  }

  /** The exit status of a part that ended unexpectedly. */
  Path exitFile(String part) {
    return state.resolve("run").resolve(part + ".exit");
  }

  /** The options that the running stack was started with. */
  public Path optionsFile() {
    return state.resolve("run/options.json");
  }

  /** The addresses of the running stack. */
  public Path runFile() {
    return state.resolve("run/stack.json");
  }

  public Path kafkaData() {
    return state.resolve("data/kafka");
  }

  public Path postgresData() {
    return state.resolve("data/postgres");
  }

  public Path sandboxState() {
    return state.resolve("data/sandbox.json");
  }

  public Path secrets() {
    return state.resolve("secrets");
  }

  /** One pair for every stack of the repository, also for the throw-away ones. */
  public SigningKeys tokenKeys() {
    return new SigningKeys(new SecretFiles(home.resolve(".qm/secrets")));
  }

  /** The Ruby of the GitLab node on a machine that has none; not on the class path. */
  public Path jruby() {
    return program().resolve("jruby/jruby-complete.jar");
  }

  /** The stand-in of a GitLab node: its configuration, programs and environment files. */
  public Path gitlabNode() {
    return state.resolve("gitlab-node");
  }

  /** Kept in the repository also for a temporary stack, so that the next one starts faster. */
  public Path startupCaches() {
    return home.resolve(".qm/cache");
  }

  /** Creates the folders that the other classes expect. */
  public void create() {
    try {
      for (String folder : new String[] {"logs", "run", "data", "secrets"}) {
        Files.createDirectories(state.resolve(folder));
      }
      link("kafka", kafkaData().resolve("kafka.log"));
      link("postgresql", postgresData().resolve("postgres.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A log and an exit status are of one run; within it a restarted part appends to its log. */
  void deleteLogs() {
    try {
      Files.deleteIfExists(log(StackStart.SANDBOX));
      for (ServiceName service : ServiceName.values()) {
        Files.deleteIfExists(log(service.wireName()));
      }
      for (String part : partNames()) {
        Files.deleteIfExists(exitFile(part));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The servers write beside their data; people look in one place. */
  private void link(String part, Path file) throws IOException {
    Path link = log(part);
    if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      Files.createSymbolicLink(link, state.resolve("logs").relativize(file));
    }
  }
}
