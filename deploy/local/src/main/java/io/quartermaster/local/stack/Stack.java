package io.quartermaster.local.stack;

import static java.util.Objects.requireNonNull;

import io.quartermaster.local.access.Credentials;
import io.quartermaster.local.access.SecretFiles;
import io.quartermaster.local.access.SigningKeys;
import io.quartermaster.local.access.TokenIssuer;
import io.quartermaster.sandbox.node.StandInNode;
import io.quartermaster.servers.KafkaProcess;
import io.quartermaster.servers.PostgresProcess;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One running product: Kafka, PostgreSQL, the sandbox and the five services as child processes.
 *
 * <p>Failure semantics: {@link #start} returns when every part answers; otherwise it throws a
 * {@link StackFailure} that names the part and shows the end of its log, with everything stopped
 * again. {@link #close} may be called at any time, also from another thread while {@link #start} is
 * under way, and returns when every process has ended. What a killed stack has left running is
 * stopped by the next start with the same state folder.
 */
public final class Stack implements AutoCloseable {
  private final StackLayout layout;
  private final RunLock lock;
  private final StackOptions options;
  private final Addresses addresses;
  private final Parts parts;
  private final StackStart start;
  private final StackListener listener;
  private final SecretFiles secrets;
  private final SigningKeys tokenKeys;
  private @Nullable KafkaProcess kafka;
  private @Nullable PostgresProcess postgres;
  private @Nullable Credentials credentials;

  /**
   * A stack that is not started yet.
   *
   * @param lock proves that no other stack uses this state; released by {@link #close}
   */
  public Stack(StackLayout layout, RunLock lock, StackOptions options, StackListener listener) {
    this.layout = layout;
    this.lock = lock;
    this.options = options;
    this.listener = listener;
    this.addresses = Addresses.of(options.ports(), options.endpoints());
    this.parts = new Parts(layout, listener);
    this.start = new StackStart(layout, options, addresses, parts, listener);
    this.secrets = new SecretFiles(layout.secrets());
    this.tokenKeys = layout.tokenKeys();
  }

  public void start() {
    try {
      int remains = StackRemains.of(layout).stop();
      if (remains > 0) {
        listener.note("Stopped " + remains + " processes left running by a killed stack.");
      }
      layout.deleteLogs();
      PortCheck.requireFree(options.ports(), options.endpoints());
      Concurrently.run(
          () -> kafka = start.kafka(),
          () -> postgres = start.postgres(secrets),
          tokenKeys::publicKeyFile,
          this::startSandbox);
      credentials = start.credentials();
      start(EnumSet.allOf(ServiceName.class));
      parts.requireNoneEnded();
      parts.started();
      new RunFile(layout.runFile()).write(addresses);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void startSandbox() {
    URI control = addresses.sandboxControl();
    if (control != null) {
      start.sandbox(control);
    }
  }

  private void start(Set<ServiceName> services) {
    ServiceEnvironments environments =
        new ServiceEnvironments(
            addresses,
            credentials(),
            secrets,
            tokenKeys,
            start.node(),
            options.gatewayEnvironment());
    Concurrently.run(
        services.stream()
            .map(service -> (Runnable) () -> start.service(service, environments))
            .toArray(Runnable[]::new));
  }

  /** Starts services that were stopped or killed; returns when they answer. */
  public void startAgain(ServiceName... services) {
    start(EnumSet.copyOf(Arrays.asList(services)));
  }

  /** Ends a service as {@code kill -9} would. */
  public void kill(ServiceName service) {
    if (parts.remove(service.wireName()) instanceof JavaPart part) {
      part.kill();
    }
  }

  /** Ends a service in good order. */
  public void stop(ServiceName service) {
    Part part = parts.remove(service.wireName());
    if (part != null) {
      part.stop();
    }
  }

  /** Completed by the first unexpected end of a part. */
  public CompletableFuture<EndedPart> firstEnd() {
    return parts.firstEnd();
  }

  public Addresses addresses() {
    return addresses;
  }

  public StackLayout layout() {
    return layout;
  }

  public StandInNode node() {
    return new StandInNode(layout.gitlabNode());
  }

  public TokenIssuer tokens() {
    return new TokenIssuer(tokenKeys, Clock.systemUTC());
  }

  public Credentials credentials() {
    return requireNonNull(credentials, "credentials are known after the start");
  }

  public KafkaProcess kafka() {
    return requireNonNull(kafka, "Kafka runs after the start");
  }

  public PostgresProcess postgres() {
    return requireNonNull(postgres, "PostgreSQL runs after the start");
  }

  @Override
  public synchronized void close() {
    new RunFile(layout.runFile()).delete();
    parts.close();
    // What was being started while everything else was stopped.
    StackRemains.of(layout).stop();
    lock.close();
  }
}
