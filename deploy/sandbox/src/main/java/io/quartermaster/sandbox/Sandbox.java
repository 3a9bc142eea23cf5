package io.quartermaster.sandbox;

import io.quartermaster.sandbox.aws.AwsApi;
import io.quartermaster.sandbox.control.ControlApi;
import io.quartermaster.sandbox.exchange.Exchange;
import io.quartermaster.sandbox.faults.Faults;
import io.quartermaster.sandbox.gateway.GatewayApi;
import io.quartermaster.sandbox.gitlab.GitLabApi;
import io.quartermaster.sandbox.gitlab.GitLabControl;
import io.quartermaster.sandbox.journal.Journal;
import io.quartermaster.sandbox.tokens.TokenKey;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A running sandbox on four loopback ports.
 *
 * <p>Failure semantics: {@link #start} either gives a sandbox that answers on all four ports or
 * throws with the port that is busy and leaves nothing behind. {@link #close} stops it and, with a
 * state file, saves the state; a process that is killed keeps the state of its last clean stop.
 */
public final class Sandbox implements AutoCloseable {

  private final SandboxOptions options;
  private final Secrets secrets;
  private final Listeners listeners;
  private final Credentials credentials;
  private final Journal journal;
  private final Faults faults;
  private final AwsApi aws;
  private final GitLabApi gitlab;
  private final GatewayApi gateway;

  private Sandbox(SandboxOptions options, Listeners listeners, Vertx vertx) {
    this.options = options;
    this.listeners = listeners;
    Optional<StateFile.Content> saved =
        options.stateFile().flatMap(path -> new StateFile(path).load());
    this.secrets =
        saved
            .map(StateFile.Content::secrets)
            .orElseGet(() -> Secrets.generate(TokenKey.generate()));
    TokenKey key = TokenKey.restore(secrets.tokenKey());
    this.credentials = new Credentials(secrets, key, options.clock());
    this.journal = new Journal(options.clock(), options.journalCapacity());
    this.faults = new Faults(options.clock());
    Exchange exchange = new Exchange(vertx, faults, journal);
    this.aws =
        new AwsApi(
            new AwsApi.Setup(
                Credentials.ACCOUNT_ID,
                options.principalPropagation(),
                secrets.clientKey(),
                secrets.gatewayKey()),
            key,
            options.clock(),
            faults,
            exchange);
    this.gitlab =
        new GitLabApi(
            new GitLabApi.Setup(
                options.seed().groups(),
                options.seed().projects(),
                secrets.gitlabAdminToken(),
                secrets.gitlabUserToken()),
            options.clock(),
            faults,
            exchange);
    listeners.listen("aws", options.ports().aws(), aws::handle);
    listeners.listen("gitlab", options.ports().gitlab(), gitlab.router(vertx));
    this.gateway = new GatewayApi(gatewaySetup(), key, options.clock(), exchange);
    listeners.listen("gateway", options.ports().gateway(), gateway.router(vertx));
    saved.ifPresent(this::restore);
    listeners.listen("control", options.ports().control(), control().router(vertx));
  }

  private GatewayApi.Setup gatewaySetup() {
    URI endpoint = options.iam().map(SandboxOptions.OtherIam::endpoint).orElseGet(this::awsUrl);
    var key = options.iam().map(SandboxOptions.OtherIam::key).orElse(secrets.gatewayKey());
    return new GatewayApi.Setup(
        endpoint,
        key.accessKeyId(),
        key.secretAccessKey(),
        (id, secret) -> !options.checkApplications() || gitlab.knowsApplication(id, secret));
  }

  private ControlApi control() {
    return new ControlApi(
        new ControlApi.Parts(
            journal,
            faults,
            Map.of(
                AwsApi.SYSTEM,
                aws.operations(),
                GitLabApi.SYSTEM,
                gitlab.operations(),
                GatewayApi.SYSTEM,
                gateway.operations()),
            options.clock(),
            this::state,
            () -> credentials.toJson().getMap(),
            this::reset,
            gitlab.control()));
  }

  /** Starts a sandbox. */
  public static Sandbox start(SandboxOptions options) {
    Vertx vertx = Listeners.vertx();
    Listeners listeners = new Listeners(vertx);
    boolean started = false;
    try {
      Sandbox sandbox = new Sandbox(options, listeners, vertx);
      started = true;
      return sandbox;
    } finally {
      if (!started) {
        listeners.close();
      }
    }
  }

  public URI awsUrl() {
    return listeners.url("aws");
  }

  /** The base URL; the API is below {@code /api/v4}. */
  public URI gitlabUrl() {
    return listeners.url("gitlab");
  }

  public URI gatewayUrl() {
    return listeners.url("gateway");
  }

  public URI controlUrl() {
    return listeners.url("control");
  }

  public Credentials credentials() {
    return credentials;
  }

  public Journal journal() {
    return journal;
  }

  public Faults faults() {
    return faults;
  }

  /** What people do in GitLab by hand. */
  public GitLabControl gitlab() {
    return gitlab.control();
  }

  /** The state of all stand-ins, readable, without secrets. */
  public Map<String, Object> state() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("aws", aws.view());
    state.put("gitlab", gitlab.view());
    state.put("registrations", gateway.view());
    return state;
  }

  /** Back to the seed: state, journal and faults. The credentials stay. */
  public void reset() {
    faults.clear();
    aws.reset(null);
    gitlab.reset(null);
    gateway.reset(null);
    journal.clear();
  }

  private void restore(StateFile.Content saved) {
    aws.reset(StateFile.Content.read(saved.aws(), AwsApi.snapshotType()));
    gitlab.reset(StateFile.Content.read(saved.gitlab(), GitLabApi.snapshotType()));
    gateway.reset(StateFile.Content.read(saved.gateway(), GatewayApi.snapshotType()));
  }

  @Override
  public void close() {
    listeners.close();
    gateway.close();
    options
        .stateFile()
        .ifPresent(
            path ->
                new StateFile(path)
                    .save(secrets, aws.snapshot(), gitlab.snapshot(), gateway.snapshot()));
  }
}
