package io.quartermaster.sandbox;

import io.quartermaster.sandbox.aws.AwsApi;
import io.quartermaster.sandbox.aws.protocol.AwsService;
import io.quartermaster.sandbox.control.ControlApi;
import io.quartermaster.sandbox.exchange.Exchange;
import io.quartermaster.sandbox.faults.Faults;
import io.quartermaster.sandbox.gateway.GatewayApi;
import io.quartermaster.sandbox.gateway.IamClients;
import io.quartermaster.sandbox.gitlab.GitLabApi;
import io.quartermaster.sandbox.gitlab.state.GitLabControl;
import io.quartermaster.sandbox.gitlab.state.GitLabState;
import io.quartermaster.sandbox.journal.Journal;
import io.quartermaster.sandbox.tokens.TokenKey;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * A running sandbox on four loopback ports.
 *
 * <p>Failure semantics: {@link #start} either returns a sandbox that answers on all four ports or
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
    this.journal = new Journal(options.clock());
    this.faults = new Faults(options.clock());
    Exchange exchange = new Exchange(vertx, faults, journal);
    this.aws =
        new AwsApi(
            new AwsApi.Setup(Credentials.ACCOUNT_ID, secrets.clientKey(), secrets.gatewayKey()),
            options.clock(),
            faults,
            exchange);
    this.gitlab =
        new GitLabApi(
            new GitLabState(
                options.seed().groups(), options.seed().projects(), options.clock(), faults),
            secrets.gitlabAdminToken(),
            options.clock(),
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
        key,
        (id, secret) -> !options.checkApplications() || gitlab.knowsApplication(id, secret));
  }

  private ControlApi control() {
    return new ControlApi(
        journal,
        faults,
        Map.of(
            AwsService.SYSTEM,
            aws.operations(),
            GitLabState.SYSTEM,
            gitlab.operations(),
            GatewayApi.SYSTEM,
            gateway.operations()),
        credentials::toJson,
        this::reset,
        gitlab.control()::userState);
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

  /** A new client of IAM, for changes that people make by hand. The caller closes it. */
  public IamClient iamClient() {
    return IamClients.create(awsUrl(), secrets.clientKey());
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

  /** Changes in GitLab that people make by hand. */
  public GitLabControl gitlab() {
    return gitlab.control();
  }

  /** The OAuth connections of Amazon Q, without secrets. */
  public List<Map<String, Object>> registrations() {
    return gateway.registrations();
  }

  /** Returns to the seed: state, journal and faults. The credentials stay. */
  public void reset() {
    faults.clear();
    aws.reset(null);
    gitlab.reset(null);
    gateway.reset(null);
    journal.clear();
  }

  private void restore(StateFile.Content saved) {
    aws.reset(saved.aws());
    gitlab.reset(saved.gitlab());
    gateway.reset(saved.gateway());
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
                    .save(
                        new StateFile.Content(
                            secrets, aws.snapshot(), gitlab.snapshot(), gateway.snapshot())));
  }
}
