package io.quartermaster.local.stack;

import io.quartermaster.local.access.Credentials;
import io.quartermaster.local.access.SecretFiles;
import io.quartermaster.local.node.LocalNode;
import io.quartermaster.local.sandbox.SandboxControl;
import io.quartermaster.sandbox.node.StandInNode;
import io.quartermaster.servers.KafkaOptions;
import io.quartermaster.servers.KafkaProcess;
import io.quartermaster.servers.KafkaTopics;
import io.quartermaster.servers.Launch;
import io.quartermaster.servers.PostgresOptions;
import io.quartermaster.servers.PostgresProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts each kind of part and hands it to {@link Parts} as soon as it runs. */
final class StackStart {
  static final String SANDBOX = "sandbox";

  private static final String SANDBOX_MAIN = "io.quartermaster.sandbox.SandboxMain";
  private static final int SANDBOX_HEAP = 96;
  private static final int SERVICE_HEAP = 128;

  private final StackLayout layout;
  private final StackOptions options;
  private final Addresses addresses;
  private final Parts parts;
  private final StackListener listener;

  StackStart(
      StackLayout layout,
      StackOptions options,
      Addresses addresses,
      Parts parts,
      StackListener listener) {
    this.layout = layout;
    this.options = options;
    this.addresses = addresses;
    this.parts = parts;
    this.listener = listener;
  }

  KafkaProcess kafka() {
    long began = System.nanoTime();
    KafkaOptions kafkaOptions =
        KafkaOptions.in(layout.kafkaData()).withPort(options.ports().kafka());
    StartupCache cache = cache(ServerPart.KAFKA, kafkaOptions.jars());
    if (cache.trains()) {
      kafkaOptions = kafkaOptions.withStopTimeout(StartupCache.TRAINING_TIMEOUT);
    }
    KafkaProcess kafka =
        KafkaProcess.start(kafkaOptions.withJvmOptions(cache.options(), cache.optionsToUse()));
    parts.add(ServerPart.of(kafka, cache));
    createTopics(kafka);
    listener.ready(ServerPart.KAFKA, since(began));
    return kafka;
  }

  private static void createTopics(KafkaProcess kafka) {
    try {
      KafkaTopics.create(kafka.bootstrapServers());
    } catch (IllegalStateException e) {
      throw new StackFailure(e.getMessage() + " (broker " + kafka.bootstrapServers() + ").", e);
    }
  }

  PostgresProcess postgres(SecretFiles secrets) {
    long began = System.nanoTime();
    PostgresProcess postgres =
        PostgresProcess.start(
            PostgresOptions.in(layout.postgresData()).withPort(options.ports().postgres()));
    parts.add(ServerPart.of(postgres));
    for (ServiceName service : ServiceName.values()) {
      String name = service.database();
      postgres.createDatabase(name, name, secrets.databasePassword(name));
      String runtimeRole = service.runtimeRole();
      if (!runtimeRole.equals(name)) {
        postgres.createRole(runtimeRole, secrets.databasePassword(runtimeRole), name);
      }
    }
    listener.ready(ServerPart.POSTGRESQL, since(began));
    return postgres;
  }

  void sandbox(URI control) {
    StackPorts ports = options.ports();
    List<String> command = new ArrayList<>(JavaPart.jvm(SANDBOX_HEAP));
    StartupCache cache = cache(SANDBOX, layout.program());
    command.addAll(cache.options());
    command.addAll(List.of("-cp", layout.programJar().toString(), SANDBOX_MAIN));
    option(command, "--control-port", ports.sandboxControl());
    option(command, "--aws-port", ports.sandboxAws());
    option(command, "--gitlab-port", ports.sandboxGitlab());
    option(command, "--gateway-port", ports.sandboxGateway());
    option(command, "--groups", options.groups());
    option(command, "--projects", options.projects());
    option(command, "--state-file", layout.sandboxState());
    if (options.endpoints().aws() != null) {
      option(command, "--aws-endpoint", addresses.aws());
    }
    if (options.endpoints().gitlab() != null) {
      command.add("--other-gitlab");
    }
    start(
        Part.Role.SANDBOX,
        SANDBOX,
        command,
        CredentialSource.awsKeysForSandbox(options.environment(), options.endpoints()),
        cache,
        control.resolve("/health"));
  }

  private static void option(List<String> command, String name, Object value) {
    command.add(name);
    command.add(value.toString());
  }

  void service(ServiceName service, ServiceEnvironments environments) {
    Path program = layout.serviceProgram(service.wireName());
    if (!Files.exists(program.resolve("quarkus-run.jar"))) {
      throw new StackFailure(
          "%s is not built: %s is missing. Run ./qm, which builds it.".formatted(service, program));
    }
    List<String> command = new ArrayList<>(JavaPart.jvm(SERVICE_HEAP));
    StartupCache cache = cache(service.wireName(), program);
    command.addAll(cache.options());
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("-jar");
    command.add(program.resolve("quarkus-run.jar").toString());
    start(
        Part.Role.SERVICE,
        service.wireName(),
        command,
        environments.of(service),
        cache,
        addresses.health(service));
  }

  private void start(
      Part.Role role,
      String name,
      List<String> command,
      Map<String, String> environment,
      StartupCache cache,
      URI health) {
    Launch launch =
        new Launch(
            name,
            command,
            ServiceEnvironments.WITHHELD,
            environment,
            layout.state(),
            layout.log(name),
            layout.pidFile(name));
    JavaPart part = JavaPart.start(role, launch, cache);
    parts.add(part);
    listener.ready(name, part.awaitReady(health, parts::requireNoneEnded));
  }

  Credentials credentials() {
    URI control = addresses.sandboxControl();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return new CredentialSource(
              options.environment(),
              options.endpoints(),
              control == null ? null : new SandboxControl(client, control).credentials())
          .resolve();
    }
  }

  StandInNode node() {
    StandInNode node = new StandInNode(layout.gitlabNode());
    LocalNode.prepare(node, layout.jruby(), addresses.gitlab(), addresses.sandboxControl());
    return node;
  }

  private StartupCache cache(String name, Path program) {
    return StartupCache.of(layout.startupCaches(), name, program, options.mayTrainCaches());
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
