package io.quartermaster.sandbox;

import static io.quartermaster.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

class StsTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private static final String NO = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
  private final Sandbox sandbox = RUNNING.sandbox();
  private final Clients clients = RUNNING.clients();
  private final StsClient anonymous =
      StsClient.builder()
          .endpointOverride(sandbox.awsUrl())
          .region(Region.US_EAST_1)
          .credentialsProvider(AnonymousCredentialsProvider.create())
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .build();

  @BeforeEach
  void createAccess() {
    clients.createAccess("Q");
  }

  @AfterEach
  void close() {
    anonymous.close();
  }

  private AssumeRoleWithWebIdentityResponse assume(Map<String, Object> changes) {
    return assume("Q", 43200, changes);
  }

  private AssumeRoleWithWebIdentityResponse assume(
      String role, int duration, Map<String, Object> changes) {
    return anonymous.assumeRoleWithWebIdentity(
        r ->
            r.roleArn(Clients.roleArn(role))
                .roleSessionName("gitlab")
                .durationSeconds(duration)
                .webIdentityToken(sandbox.credentials().webIdentityToken(changes)));
  }

  @Test
  void theCallerIsTold() {
    try (StsClient sts = clients.sts(clients.awsCredentials())) {
      GetCallerIdentityResponse identity = sts.getCallerIdentity();
      assertThat(identity.account()).isEqualTo("123456789012");
      assertThat(identity.arn()).isEqualTo("arn:aws:iam::123456789012:user/quartermaster");
    }
  }

  @Test
  void theProceduresRoleCanBeAssumedForTwelveHours() {
    AssumeRoleWithWebIdentityResponse assumed = assume(Map.of());
    assertThat(assumed.provider()).isEqualTo(clients.providerArn());
    assertThat(assumed.audience()).isEqualTo(clients.audience());
    AwsSessionCredentials session =
        AwsSessionCredentials.create(
            assumed.credentials().accessKeyId(),
            assumed.credentials().secretAccessKey(),
            assumed.credentials().sessionToken());
    try (StsClient sts = clients.sts(session);
        IamClient iam = clients.iam(session)) {
      assertThat(sts.getCallerIdentity().arn())
          .isEqualTo("arn:aws:sts::123456789012:assumed-role/Q/gitlab");
      assertRefused(() -> iam.getRole(r -> r.roleName("Q")), 403, "AccessDenied", "iam:GetRole");
    }
    AwsSessionCredentials stolen =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), "sandbox-other-token");
    try (StsClient sts = clients.sts(stolen)) {
      assertRefused(sts::getCallerIdentity, 403, "InvalidClientTokenId", "invalid");
    }
  }

  @Test
  void aRoleOfOneHourRefusesTwelve() {
    clients.iam().updateRole(r -> r.roleName("Q"));
    assertRefused(
        () -> assume(Map.of()),
        400,
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    assertThat(assume("Q", 3600, Map.of()).credentials()).isNotNull();
  }

  @Test
  void theProviderMustExistAndKnowTheAudience() {
    assertRefused(
        () -> assume(Map.of("aud", "gitlab-cc-other")),
        400,
        "InvalidIdentityToken",
        "Incorrect token audience");
    assertRefused(
        () -> assume(Map.of("iss", "https://other.example/x")),
        400,
        "InvalidIdentityToken",
        "No OpenIDConnect provider found in your account for https://other.example/x");
  }

  @Test
  void theTrustPolicyDecides() {
    assertRefused(() -> assume("Nobody", 43200, Map.of()), 403, "AccessDenied", NO);
    clients
        .iam()
        .updateAssumeRolePolicy(
            r -> r.roleName("Q").policyDocument(clients.trust(clients.issuer())));
    assertRefused(() -> assume(Map.of()), 403, "AccessDenied", NO);
  }

  @Test
  void whatIsNoRoleIsNoRoleArn() {
    assertRefused(
        () ->
            anonymous.assumeRoleWithWebIdentity(
                r ->
                    r.roleArn("arn:aws:iam::123456789012:user/Q")
                        .roleSessionName("gitlab")
                        .webIdentityToken(sandbox.credentials().webIdentityToken(Map.of()))),
        400,
        "ValidationError",
        "arn:aws:iam::123456789012:user/Q is invalid");
  }

  @Test
  void theTokenThatTheControlApiShowsIsTheInstances() {
    String token =
        new JsonObject(clients.control("GET", "/credentials", new JsonObject()).body())
            .getString("web_identity_token");
    AssumeRoleWithWebIdentityResponse assumed =
        anonymous.assumeRoleWithWebIdentity(
            r -> r.roleArn(Clients.roleArn("Q")).roleSessionName("gitlab").webIdentityToken(token));
    assertThat(assumed.audience()).isEqualTo(clients.audience());
    assertThat(assumed.credentials().expiration().getNano()).isZero();
  }

  @Test
  void tokensAreVerified() {
    assertRefused(
        () -> assume(Map.of("exp", Instant.now().minusSeconds(1).getEpochSecond())),
        400,
        "ExpiredTokenException",
        "Token expired");
    assertRefused(
        () ->
            anonymous.assumeRoleWithWebIdentity(
                r ->
                    r.roleArn(Clients.roleArn("Q"))
                        .roleSessionName("gitlab")
                        .webIdentityToken("not.a.token")),
        400,
        "InvalidIdentityToken",
        "Couldn't retrieve verification key");
  }
}
