package io.quartermaster.sandbox;

import static io.quartermaster.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quartermaster.sandbox.aws.protocol.AccessKey;
import io.quartermaster.sandbox.faults.Fault;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.iam.IamClient;

class FaultsTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private static final String REGISTER = "/v1/amazon_q/oauth/application";
  private final Sandbox sandbox = RUNNING.sandbox();
  private final Clients clients = RUNNING.clients();

  private IamClient withoutRetries() {
    return IamClient.builder()
        .endpointOverride(sandbox.awsUrl())
        .region(Region.AWS_GLOBAL)
        .credentialsProvider(StaticCredentialsProvider.create(clients.awsCredentials()))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  @Test
  void throttlesInTheFormOfEachSystem() {
    Fault throttle = new Fault.Throttle(Duration.ofSeconds(7), false);
    sandbox.faults().setNext(1, "aws", "ListRoles", throttle);
    try (IamClient iam = withoutRetries()) {
      assertRefused(iam::listRoles, 400, "Throttling", "Rate exceeded");
      assertThat(iam.listRoles().roles()).isNotEmpty();
    }
    sandbox.faults().setNext(1, "gitlab", "*", throttle);
    HttpResponse<String> front = clients.gitlab("GET", "/metadata");
    assertThat(front.statusCode()).isEqualTo(429);
    assertThat(front.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(front.body()).startsWith("Retry later");
    assertThat(front.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(front.headers().firstValue("RateLimit-Remaining")).hasValue("0");
    sandbox.faults().setNext(1, "gitlab", "*", new Fault.Throttle(Duration.ofSeconds(60), true));
    HttpResponse<String> limit = clients.gitlab("GET", "/metadata");
    assertThat(limit.statusCode()).isEqualTo(429);
    assertThat(new JsonObject(limit.body()).getJsonObject("message").getString("error"))
        .startsWith("This endpoint has been requested too many times.");
    sandbox.faults().setNext(1, "gateway", "*", new Fault.Throttle(null, false));
    HttpResponse<String> gateway = clients.gateway(REGISTER, new JsonObject());
    assertThat(gateway.statusCode()).isEqualTo(429);
    assertThat(gateway.headers().firstValue("Retry-After")).isEmpty();
    assertThat(gateway.body()).contains("(ThrottlingException)");
    assertThat(clients.gitlab("GET", "/metadata").statusCode()).isEqualTo(200);
  }

  @Test
  void recordsEveryAttemptOfAThrottledSdk() {
    sandbox.faults().setNext(2, "aws", "GetRole", new Fault.Throttle(null, false));
    assertThat(clients.iam().getRole(r -> r.roleName("AWSServiceRoleForSupport")).role())
        .isNotNull();
    assertThat(sandbox.journal().count("aws", "GetRole")).isEqualTo(3);
    assertThat(sandbox.journal().successes("aws", "GetRole")).isEqualTo(1);
    assertThat(sandbox.journal().of("aws", "GetRole"))
        .extracting(entry -> String.valueOf(entry.errorCode()))
        .containsExactly("Throttling", "Throttling", "null");
  }

  @Test
  void failsWithStatusAndCode() {
    sandbox
        .faults()
        .set(
            "aws",
            "CreateRole",
            new Fault.Failure(409, "ConcurrentModification", "Another request is in progress."));
    try (IamClient iam = withoutRetries()) {
      assertRefused(
          () -> iam.createRole(r -> r.roleName("Q").assumeRolePolicyDocument("{}")),
          409,
          "ConcurrentModification",
          "in progress");
    }
    gatewayFails("InvalidIdentityToken", 400, 500, "AWS Error: An error occurred (Inv");
    gatewayFails("OTHER", 402, 402, "{\"detail\":\"why\"}");
    gatewayFails("USAGE_QUOTA_EXCEEDED", 402, 402, "insufficient_credits");
    gatewayFails("USAGE_QUOTA_NOT_ENTITLED", 403, 403, "not_entitled");
    gatewayFails("EDGE", 503, 503, "<h1>503</h1>");
    sandbox.faults().setNext(1, "gitlab", "GetMetadata", new Fault.Failure(502, "EDGE", ""));
    assertThat(clients.gitlab("GET", "/metadata").body()).contains("<h1>502</h1>");
  }

  private void gatewayFails(String code, int status, int answered, String text) {
    sandbox.faults().setNext(1, "gateway", "*", new Fault.Failure(status, code, "why"));
    HttpResponse<String> response = clients.gateway(REGISTER, new JsonObject());
    assertThat(response.statusCode()).isEqualTo(answered);
    assertThat(response.body()).contains(text);
  }

  @Test
  void cutsTheConnectionBeforeOrAfterTheEffect() {
    sandbox.faults().setNext(1, "gitlab", "*", new Fault.Cut(Fault.Cut.Moment.BEFORE_EFFECT));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> clients.createApplication());
    assertThat(clients.gitlab("GET", "/applications").body()).isEqualTo("[]");
    sandbox.faults().setNext(1, "gitlab", "*", new Fault.Cut(Fault.Cut.Moment.AFTER_EFFECT));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> clients.createApplication());
    assertThat(clients.gitlab("GET", "/applications").body()).contains("Amazon Q OAuth");
    assertThat(sandbox.journal().count("CreateApplication")).isEqualTo(2);
    assertThat(sandbox.journal().successes("CreateApplication")).isEqualTo(1);
  }

  @Test
  void delaysTheResponse() {
    sandbox.faults().setNext(1, "gitlab", "*", new Fault.Latency(Duration.ofMillis(300)));
    Instant before = Instant.now();
    assertThat(clients.gitlab("GET", "/metadata").statusCode()).isEqualTo(200);
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  void delaysTheResponseAfterTheEffect() {
    sandbox.faults().setNext(1, "gitlab", "CreateApplication", lateBy(Duration.ofMinutes(10)));
    var withheld = CompletableFuture.supplyAsync(clients::createApplication);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> sandbox.journal().successes("CreateApplication") == 1);
    assertThat(clients.gitlab("GET", "/applications").body()).contains("Amazon Q OAuth");
    assertThat(withheld).isNotDone();

    Duration delay = Duration.ofMillis(300);
    sandbox.faults().setNext(1, "gitlab", "CreateApplication", lateBy(delay));
    assertThat(clients.createApplication().getString("secret")).startsWith("gloas-");
    Instant answered = Instant.now();
    // Recorded when the effect took place.
    Instant done = sandbox.journal().of("gitlab", "CreateApplication").getLast().time();
    assertThat(Duration.between(done, answered)).isGreaterThan(delay.minusMillis(1));
  }

  private static Fault lateBy(Duration delay) {
    return new Fault.LateAnswer(delay);
  }

  @Test
  void servesStaleReadsForAWhileAfterAWrite() {
    ManualClock clock = new ManualClock();
    Duration lag = Duration.ofSeconds(4);
    try (Sandbox timed = Sandbox.start(SandboxOptions.defaults().withClock(clock));
        Clients timedClients = new Clients(timed)) {
      timed.faults().set("aws", "*", new Fault.StaleReads(lag));
      timed.faults().set("gitlab", "*", new Fault.StaleReads(lag));
      IamClient iam = timedClients.iam();
      timedClients.createProvider();
      iam.createRole(r -> r.roleName("Q").assumeRolePolicyDocument(timedClients.trust()));
      timedClients.createApplication();
      clock.advance(lag.minusMillis(1));
      assertRefused(() -> iam.getRole(r -> r.roleName("Q")), 404, "NoSuchEntity", "Q");
      assertThat(timedClients.gitlab("GET", "/applications").body()).isEqualTo("[]");
      clock.advance(Duration.ofMillis(1));
      assertThat(iam.getRole(r -> r.roleName("Q")).role().roleName()).isEqualTo("Q");
      assertThat(timedClients.gitlab("GET", "/applications").body()).contains("Amazon Q OAuth");
    }
  }

  @Test
  void refusesPrincipalsForADuration() {
    ManualClock clock = new ManualClock();
    Duration time = Duration.ofSeconds(4);
    try (Sandbox timed = Sandbox.start(SandboxOptions.defaults().withClock(clock));
        Clients timedClients = new Clients(timed)) {
      timedClients.createProvider();
      timed.faults().setFor(time, "aws", "*", new Fault.InvalidPrincipal());
      clock.advance(time.minusMillis(1));
      Runnable create =
          () ->
              timedClients
                  .iam()
                  .createRole(r -> r.roleName("Q").assumeRolePolicyDocument(timedClients.trust()));
      assertRefused(create::run, 400, "MalformedPolicyDocument", "Invalid principal in policy");
      clock.advance(Duration.ofMillis(1));
      create.run();
    }
  }

  @Test
  void doesNotApplyFaultsToTheGatewaysOwnReads() {
    clients.createAccess("Q");
    sandbox.faults().set("aws", "*", new Fault.Failure(503, "ServiceUnavailable", "down"));
    assertThat(
            clients
                .gateway(
                    REGISTER,
                    Clients.registration(clients.createApplication(), Clients.roleArn("Q")))
                .statusCode())
        .isEqualTo(204);
    assertThat(sandbox.journal().of("aws", "GetRole"))
        .allSatisfy(entry -> assertThat(entry.caller()).isEqualTo("gateway"));
    assertThat(sandbox.journal().count("aws", "GetRole")).isZero();
  }

  @Test
  void reportsAnUnreachableIamAsAwsError() {
    SandboxOptions options =
        SandboxOptions.defaults()
            .withIam(
                URI.create("http://127.0.0.1:1"), new AccessKey("SANDBOXOTHER", "sandbox-other"));
    try (Sandbox alone = Sandbox.start(options);
        Clients others = new Clients(alone)) {
      HttpResponse<String> response =
          others.gateway(
              REGISTER, Clients.registration(others.createApplication(), Clients.roleArn("Q")));
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).contains("AWS Error: Could not connect");
    }
  }

  @Test
  void setsAndClearsFaultsOverHttp() {
    JsonObject rule =
        new JsonObject()
            .put("system", "gitlab")
            .put("operation", "GetMetadata")
            .put("fault", "error")
            .put("status", 500)
            .put("message", "500 Internal Server Error")
            .put("count", 2);
    assertThat(clients.control("PUT", "/faults", rule).statusCode()).isEqualTo(204);
    assertThat(clients.gitlab("GET", "/metadata").statusCode()).isEqualTo(500);
    assertThat(clients.control("DELETE", "/faults", new JsonObject()).statusCode()).isEqualTo(204);
    assertThat(clients.gitlab("GET", "/metadata").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fault\":\"sunshine\"}",
        "{\"fault\":\"latency\"}",
        "{\"fault\":\"latency\",\"delay\":\"soon\"}",
        "{\"fault\":\"cut\",\"moment\":\"later\"}",
        "{\"fault\":\"stale-reads\",\"delay\":\"PT1S\"}",
        "{}",
        "[]",
        "{"
      })
  void rejectsInvalidFaults(String json) {
    HttpResponse<String> rejected =
        clients.send(
            "PUT",
            sandbox.controlUrl().resolve("/faults"),
            json,
            Map.of("Content-Type", "application/json"));
    assertThat(rejected.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(rejected.body()).getString("error")).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fault\":\"late-answer\",\"delay\":\"PT1S\"}",
        "{\"fault\":\"latency\",\"delay\":\"PT0.5S\",\"for\":\"PT10S\"}",
        "{\"fault\":\"throttle\",\"retry_after\":\"PT3S\",\"application_limit\":true}",
        "{\"fault\":\"error\",\"status\":503,\"code\":\"EDGE\",\"message\":\"m\"}",
        "{\"fault\":\"cut\",\"moment\":\"after-effect\"}",
        "{\"fault\":\"stale-reads\",\"lag\":\"PT2S\"}",
        "{\"fault\":\"invalid-principal\"}"
      })
  void acceptsEveryKindOfFaultOverHttp(String json) {
    JsonObject rule = new JsonObject(json).put("system", "aws").put("operation", "GetRole");
    assertThat(clients.control("PUT", "/faults", rule).statusCode()).isEqualTo(204);
  }
}
