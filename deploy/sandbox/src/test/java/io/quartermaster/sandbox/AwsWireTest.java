package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** The bytes on the wire: the SDK's signer without an SDK client. */
class AwsWireTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private final Sandbox sandbox = RUNNING.sandbox();
  private final Clients clients = RUNNING.clients();

  private record Signing(AwsBasicCredentials key, String service, Instant at) {}

  private Signing valid() {
    return new Signing(
        AwsBasicCredentials.create(
            sandbox.credentials().awsAccessKeyId(), sandbox.credentials().awsSecretAccessKey()),
        "iam",
        Instant.now());
  }

  private HttpResponse<String> call(Signing signing, Map<String, String> parameters) {
    String body = form(parameters);
    SdkHttpFullRequest request =
        SdkHttpFullRequest.builder()
            .uri(sandbox.awsUrl().resolve("/"))
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .build();
    return clients.send("POST", sandbox.awsUrl().resolve("/"), body, sign(signing, request, body));
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> sign(
      Signing signing, SdkHttpFullRequest request, String body) {
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(signing.key())
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, signing.service())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(
                            HttpSigner.SIGNING_CLOCK, Clock.fixed(signing.at(), ZoneOffset.UTC)));
    Map<String, String> headers = new LinkedHashMap<>();
    signed
        .request()
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Host")) {
                headers.put(name, values.getFirst());
              }
            });
    return headers;
  }

  private HttpResponse<String> iam(String action, String... more) {
    return call(valid(), parameters(action, more));
  }

  private static Map<String, String> parameters(String action, String... more) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Action", action);
    parameters.put("Version", "2010-05-08");
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    return parameters;
  }

  @Test
  void wrapsResultsAndPercentEncodesDocuments() {
    clients.createProvider();
    String trust = clients.trust().replace("{\"Version\"", "{ \"Version\"");
    assertThat(iam("CreateRole", "RoleName", "Q", "AssumeRolePolicyDocument", trust).statusCode())
        .isEqualTo(200);
    HttpResponse<String> read = iam("GetRole", "RoleName", "Q");
    assertThat(read.headers().firstValue("Content-Type")).hasValue("text/xml");
    assertThat(read.body())
        .startsWith(
            "<GetRoleResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">"
                + "<GetRoleResult><Role><Path>/</Path><RoleName>Q</RoleName>")
        .contains("<AssumeRolePolicyDocument>%7B%20%22Version%22%3A%222012-10-17%22")
        .containsPattern("<CreateDate>[0-9T:-]{19}Z</CreateDate>")
        .containsPattern(
            "</GetRoleResult><ResponseMetadata><RequestId>[0-9a-f-]{36}</RequestId>"
                + "</ResponseMetadata></GetRoleResponse>$");
  }

  @Test
  void omitsTheResultOfVoidOperationsExceptUpdateRole() {
    clients.createAccess("Q");
    assertThat(
            iam(
                    "PutRolePolicy",
                    "RoleName",
                    "Q",
                    "PolicyName",
                    "p",
                    "PolicyDocument",
                    Clients.PERMISSIONS)
                .body())
        .doesNotContain("Result>")
        .contains("<PutRolePolicyResponse")
        .contains("<ResponseMetadata>");
    assertThat(iam("UpdateRole", "RoleName", "Q").body())
        .contains("<UpdateRoleResult></UpdateRoleResult>");
  }

  @Test
  void writesEmptyLists() {
    clients.createProvider();
    iam("CreateRole", "RoleName", "Q", "AssumeRolePolicyDocument", clients.trust());
    assertThat(iam("ListRolePolicies", "RoleName", "Q").body())
        .contains("<PolicyNames></PolicyNames><IsTruncated>false</IsTruncated>");
    assertThat(iam("ListAttachedRolePolicies", "RoleName", "Q").body())
        .contains("<AttachedPolicies></AttachedPolicies>");
    assertThat(iam("ListInstanceProfilesForRole", "RoleName", "Q").body())
        .contains("<InstanceProfiles></InstanceProfiles>");
    assertThat(
            iam("CreateOpenIDConnectProvider", "Url", "https://a.example", "ThumbprintList", "")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            iam(
                    "GetOpenIDConnectProvider",
                    "OpenIDConnectProviderArn",
                    "arn:aws:iam::123456789012:oidc-provider/a.example")
                .body())
        .contains("<ClientIDList></ClientIDList>");
  }

  @Test
  void writesErrorsOfTheQueryProtocol() {
    HttpResponse<String> refused = iam("GetRole", "RoleName", "No&body");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .startsWith(
            "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error>"
                + "<Type>Sender</Type><Code>ValidationError</Code><Message>")
        .contains("Value &apos;No&amp;body&apos; at &apos;roleName&apos;")
        .containsPattern("</Message></Error><RequestId>[0-9a-f-]{36}</RequestId></ErrorResponse>");
  }

  @ParameterizedTest
  @CsvSource({
    "FlyToTheMoon, 2010-05-08, InvalidAction",
    "GetRole, 2011-06-15, InvalidAction",
    "GetRole, 1999-01-01, NoSuchVersion",
    "'', 2010-05-08, MissingAction"
  })
  void refusesUnknownOperations(String action, String version, String code) {
    Map<String, String> parameters = parameters(action);
    parameters.put("Version", version);
    HttpResponse<String> refused = call(valid(), parameters);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("<Code>" + code + "</Code>");
  }

  @Test
  void verifiesSignatures() {
    AwsBasicCredentials good = valid().key();
    AwsBasicCredentials forged = AwsBasicCredentials.create(good.accessKeyId(), "guessed");
    AwsBasicCredentials foreign = AwsBasicCredentials.create("SANDBOXNOBODY", "guessed");
    Instant now = Instant.now();
    assertSignature(new Signing(forged, "iam", now), "SignatureDoesNotMatch", "does not match");
    assertSignature(new Signing(foreign, "iam", now), "InvalidClientTokenId", "token");
    assertSignature(
        new Signing(good, "s3", now), "SignatureDoesNotMatch", "correct service: &apos;iam&apos;");
    assertSignature(
        new Signing(good, "iam", now.minus(Duration.ofMinutes(16))),
        "SignatureDoesNotMatch",
        "Signature expired");
    assertSignature(
        new Signing(good, "iam", now.plus(Duration.ofMinutes(16))),
        "SignatureDoesNotMatch",
        "Signature not yet current");
    assertThat(
            call(
                    new Signing(good, "iam", now.minus(Duration.ofMinutes(14))),
                    parameters("ListRoles"))
                .statusCode())
        .isEqualTo(200);
  }

  private void assertSignature(Signing signing, String code, String message) {
    HttpResponse<String> refused = call(signing, parameters("ListRoles"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("<Code>" + code + "</Code>").contains(message);
  }

  @Test
  void refusesUnsignedAndIncompletelySignedCalls() {
    String body = "Action=ListRoles&Version=2010-05-08";
    HttpResponse<String> unsigned =
        clients.send("POST", sandbox.awsUrl().resolve("/"), body, Map.of());
    assertThat(unsigned.statusCode()).isEqualTo(403);
    assertThat(unsigned.body()).contains("<Code>MissingAuthenticationToken</Code>");
    HttpResponse<String> half =
        clients.send(
            "POST",
            sandbox.awsUrl().resolve("/"),
            body,
            Map.of("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/iam/aws4_request"));
    assertThat(half.statusCode()).isEqualTo(400);
    assertThat(half.body()).contains("<Code>IncompleteSignature</Code>");
  }

  @Test
  void refusesAModifiedBody() {
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential="
                + sandbox.credentials().awsAccessKeyId()
                + "/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=00",
            "X-Amz-Date",
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now()));
    HttpResponse<String> refused =
        clients.send(
            "POST", sandbox.awsUrl().resolve("/"), "Action=ListRoles&Version=2010-05-08", headers);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void returnsTheCallerIdentity() {
    Signing sts = new Signing(valid().key(), "sts", Instant.now());
    HttpResponse<String> identity =
        call(sts, Map.of("Action", "GetCallerIdentity", "Version", "2011-06-15"));
    assertThat(identity.statusCode()).isEqualTo(200);
    assertThat(identity.body())
        .contains("<Arn>arn:aws:iam::123456789012:user/quartermaster</Arn>")
        .contains("<Account>123456789012</Account>");
  }
}
