package io.quartermaster.oauthregistrar;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.sandbox.Credentials;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
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
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * GitLab, AWS and the AI gateway as the service meets them, and an instance that is made anew for
 * every test: its own uid, its own role, its own external URL.
 */
public final class World implements QuarkusTestResourceLifecycleManager {

  static final int TWELVE_HOURS = 43200;

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private final Path tokenFile = temporaryFile();
  private String uid = "";

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>();
    settings.put("gitlab.url", sandbox.gitlabUrl().toString());
    settings.put("gitlab.token", sandbox.credentials().gitlabAdminToken());
    settings.put("oauth-registrar.gateway.token-file", tokenFile.toString());
    settings.put("oauth-registrar.propagation-grace", "60s");
    settings.put("quartermaster.messaging.reconcile.back-off-cap", "1s");
    settings.put("quarkus.log.console.level", "INFO");
    for (String category : List.of("io.quartermaster", "org.jboss.resteasy", "org.hibernate.SQL")) {
      settings.put("quarkus.log.category.\"" + category + "\".level", "DEBUG");
    }
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, field -> field.getType() == World.class);
  }

  @Override
  public void stop() {
    sandbox.close();
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /** Forgets what was, and gives the gateway the token of another instance. */
  void newInstance() {
    sandbox.reset();
    uid = "uid-" + UUID.randomUUID();
    token(sandbox.credentials().cloudConnectorToken(Map.of("gitlab_instance_uid", uid)));
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

  String stepAggregate() {
    return "oauth_application/" + uid;
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
    ArnSaved ended = saved(role, revision);
    return new ArnRemoved(
        uid,
        ended.gitlabUrl(),
        ended.role(),
        ended.identityProvider(),
        ended.gatewayUrl(),
        false,
        revision,
        "root",
        Instant.now());
  }

  /** An administrator wants to know now. */
  VerificationRequested verification(long revision) {
    return new VerificationRequested(uid, revision, "root", Instant.now());
  }

  IamAccessProvisioned provisioned(String role, long settingsRevision, long revision, Instant at) {
    return new IamAccessProvisioned(
        new Origin(uid, settingsRevision, revision, 1, at),
        "AWS IAM trusts this GitLab instance.",
        roleArn(role),
        providerArn(),
        null);
  }

  IamAccessProvisioned provisioned(String role, long settingsRevision) {
    return provisioned(role, settingsRevision, settingsRevision * 10, Instant.now());
  }

  /** What iam-provisioner does in AWS. */
  void giveAccess(String role, int maxSessionSeconds) {
    try (IamClient iam = iam()) {
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
    try (IamClient iam = iam()) {
      iam.updateRole(r -> r.roleName(role).maxSessionDuration(TWELVE_HOURS));
    }
  }

  /** How often GitLab or the gateway was asked to do this. */
  long asked(String system, String operation) {
    return sandbox.journal().count(system, operation);
  }

  long refused(String system, String operation) {
    return asked(system, operation) - sandbox.journal().successes(system, operation);
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

  private IamClient iam() {
    return IamClient.builder()
        .region(Region.AWS_GLOBAL)
        .endpointOverride(sandbox.awsUrl())
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    sandbox.credentials().awsAccessKeyId(),
                    sandbox.credentials().awsSecretAccessKey())))
        .build();
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
