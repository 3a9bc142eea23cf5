package io.quartermaster.oauthregistrar;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.sandbox.Credentials;
import io.quartermaster.sandbox.SandboxOptions;
import io.quartermaster.sandbox.faults.Faults;
import io.quartermaster.sandbox.journal.Journal;
import io.quartermaster.sandbox.quarkus.SandboxResource;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * A GitLab instance with a uid, an external URL and AWS roles of its own in each test, and the
 * sandbox as its GitLab, AWS and AI gateway.
 */
public final class InstanceUnderTest extends SandboxResource {

  static final int TWELVE_HOURS = 43200;

  private static final String SERVICE = "oauth-registrar";

  private final Path tokenFile = temporaryFile();
  private String uid = "";

  public InstanceUnderTest() {
    super(SandboxOptions.defaults());
  }

  @Override
  protected Map<String, String> configuration() {
    Map<String, String> settings = new HashMap<>();
    settings.put("oauth-registrar.gateway.token-file", tokenFile.toString());
    settings.put("oauth-registrar.propagation-grace", "60s");
    settings.put("oauth-registrar.outage-grace", "3s");
    settings.put("quartermaster.messaging.reconcile.back-off-cap", "1s");
    settings.put("quarkus.log.console.level", "INFO");
    for (String category : List.of("io.quartermaster", "org.jboss.resteasy", "org.hibernate.SQL")) {
      settings.put("quarkus.log.category.\"" + category + "\".level", "DEBUG");
    }
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, field -> field.getType() == InstanceUnderTest.class);
  }

  /** Waits until the service has finished what earlier tests requested. */
  void reset(DataSource database) {
    Quiescence.await(SERVICE, database);
    sandbox.reset();
    uid = "uid-" + UUID.randomUUID();
    token(credentials().cloudConnectorToken(Map.of("gitlab_instance_uid", uid)));
  }

  Credentials credentials() {
    return sandbox.credentials();
  }

  Faults faults() {
    return sandbox.faults();
  }

  Journal journal() {
    return sandbox.journal();
  }

  /** The registrations that Amazon Q has. */
  List<Map<String, Object>> registrations() {
    return sandbox.registrations();
  }

  void token(String token) {
    try {
      Files.writeString(tokenFile, token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String uid() {
    return uid;
  }

  URI instanceUrl() {
    return URI.create("https://" + uid + ".example.com");
  }

  String roleArn(String role) {
    return "arn:aws:iam::" + Credentials.ACCOUNT_ID + ":role/" + role;
  }

  ArnSaved saved(String role, long revision) {
    URI provider = URI.create("https://auth.token.gitlab.com/cc/oidc/" + uid);
    return new ArnSaved(
        uid,
        instanceUrl(),
        new ArnSaved.Role(roleArn(role), "aws", Credentials.ACCOUNT_ID, "/", role),
        new ArnSaved.IdentityProvider(provider, "gitlab-cc-" + uid),
        GatewayEnvironment.PRODUCTION,
        sandbox.gatewayUrl(),
        false,
        revision,
        "root",
        Instant.now());
  }

  ArnRemoved removed(String role, long revision) {
    ArnSaved previous = saved(role, revision);
    return new ArnRemoved(
        uid,
        previous.gitlabUrl(),
        previous.role(),
        previous.identityProvider(),
        previous.gatewayUrl(),
        false,
        false,
        revision,
        "root",
        Instant.now());
  }

  VerificationRequested verification(long revision) {
    return new VerificationRequested(uid, revision, "root", Instant.now());
  }

  IamAccessProvisioned provisioned(String role, long settingsRevision, long revision, Instant at) {
    return new IamAccessProvisioned(
        new Origin(uid, settingsRevision, revision, 1, at),
        "AWS IAM trusts this GitLab instance.",
        roleArn(role),
        providerArn(),
        null,
        null);
  }

  IamAccessProvisioned provisioned(String role, long settingsRevision) {
    return provisioned(role, settingsRevision, settingsRevision * 10, Instant.now());
  }

  /** Saves the settings, and reports that iam-provisioner has provisioned the access for them. */
  void save(String role, long revision) {
    topics().publish(saved(role, revision));
    topics().publish(provisioned(role, revision));
  }

  /** The same, and waits until the service has registered and nothing else is due. */
  OAuthAppRegistered register(String role, long revision, DataSource database) {
    save(role, revision);
    OAuthAppRegistered registered = await(OAuthAppRegistered.class, revision);
    // Two events can request two runs; the second would interfere with the test.
    Quiescence.await(SERVICE, database);
    return registered;
  }

  void awaitConsumed() {
    Quiescence.awaitConsumed(SERVICE);
  }

  /** The first outcome of that type for these settings. */
  <E extends OutcomeEvent> E await(Class<E> type, long settingsRevision) {
    return await(type, event -> event.origin().settingsRevision() == settingsRevision);
  }

  /** The first outcome of that type after another one. */
  <E extends OutcomeEvent> E awaitAfter(OutcomeEvent previous, Class<E> type) {
    return await(type, event -> event.revision() > previous.revision());
  }

  OAuthAppFailed awaitFailure(String code) {
    return await(OAuthAppFailed.class, event -> event.failure().code().equals(code));
  }

  <E extends OutcomeEvent> E await(Class<E> type, Predicate<E> condition) {
    return topics()
        .await(type, event -> event.origin().instanceUid().equals(uid) && condition.test(event));
  }

  <E extends OutcomeEvent> List<E> published(Class<E> type) {
    return topics().eventsOf(type, "oauth_application/" + uid);
  }

  /** As iam-provisioner does in AWS. */
  void grantAccess(String role, int maxSessionSeconds) {
    try (IamClient iam = sandbox.iamClient()) {
      if (iam.listOpenIDConnectProviders(r -> {}).openIDConnectProviderList().isEmpty()) {
        iam.createOpenIDConnectProvider(
            r ->
                r.url("https://auth.token.gitlab.com/cc/oidc/" + uid)
                    .clientIDList("gitlab-cc-" + uid));
      }
      iam.createRole(
          r ->
              r.roleName(role)
                  .maxSessionDuration(maxSessionSeconds)
                  .assumeRolePolicyDocument(trust()));
      iam.putRolePolicy(
          r ->
              r.roleName(role)
                  .policyName("gitlab-duo-amazon-q-policy")
                  .policyDocument(
                      """
                      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"q:*",\
                      "Resource":"*"}]}"""));
    }
  }

  void allowTwelveHours(String role) {
    try (IamClient iam = sandbox.iamClient()) {
      iam.updateRole(r -> r.roleName(role).maxSessionDuration(TWELVE_HOURS));
    }
  }

  /** How many requests the sandbox received. */
  long requests(String system, String operation) {
    return journal().count(system, operation);
  }

  long successes(String system, String operation) {
    return journal().successes(system, operation);
  }

  private String trust() {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
        "Action":"sts:AssumeRoleWithWebIdentity","Principal":{"Federated":"%s"},\
        "Condition":{"StringEquals":{"auth.token.gitlab.com/cc/oidc/%s:aud":"gitlab-cc-%s"}}}]}"""
        .formatted(providerArn(), uid, uid);
  }

  private String providerArn() {
    return "arn:aws:iam::"
        + Credentials.ACCOUNT_ID
        + ":oidc-provider/auth.token.gitlab.com/cc/oidc/"
        + uid;
  }

  private static TestTopics topics() {
    return RealServers.topics();
  }

  private static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("cloud-connector", ".token");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
