package io.quartermaster.sandbox;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** HTTP and SDK clients of a sandbox. */
final class Clients implements AutoCloseable {

  static final String PERMISSIONS =
      """
      {"Version":"2012-10-17","Statement":[{"Sid":"GitLabDuoPermissions","Effect":"Allow",\
      "Action":["q:SendEvent","q:CreateOAuthAppConnection","q:DeleteOAuthAppConnection",\
      "q:VerifyOAuthAppConnection"],"Resource":"*"}]}""";

  private final Sandbox sandbox;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final IamClient iam;

  Clients(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.iam = iam(awsCredentials());
  }

  IamClient iam() {
    return iam;
  }

  AwsCredentials awsCredentials() {
    return AwsBasicCredentials.create(
        sandbox.credentials().awsAccessKeyId(), sandbox.credentials().awsSecretAccessKey());
  }

  IamClient iam(AwsCredentials credentials) {
    return IamClient.builder()
        .endpointOverride(sandbox.awsUrl())
        .region(Region.AWS_GLOBAL)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  String issuer() {
    return "auth.token.gitlab.com/cc/oidc/" + sandbox.credentials().instanceUid();
  }

  String audience() {
    return "gitlab-cc-" + sandbox.credentials().instanceUid();
  }

  String providerArn() {
    return "arn:aws:iam::" + Credentials.ACCOUNT_ID + ":oidc-provider/" + issuer();
  }

  static String roleArn(String name) {
    return "arn:aws:iam::" + Credentials.ACCOUNT_ID + ":role/" + name;
  }

  String createProvider() {
    return iam.createOpenIDConnectProvider(
            p -> p.url("https://" + issuer()).clientIDList(audience()))
        .openIDConnectProviderArn();
  }

  String trust() {
    return trust(issuer() + ":aud");
  }

  String trust(String conditionKey) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
        "Action":"sts:AssumeRoleWithWebIdentity","Principal":{"Federated":"%s"},\
        "Condition":{"StringEquals":{"%s":"%s"}}}]}"""
        .formatted(providerArn(), conditionKey, audience());
  }

  /** Provider, role and policy of the setup procedure. */
  void createAccess(String role) {
    createProvider();
    iam.createRole(
        r -> r.roleName(role).assumeRolePolicyDocument(trust()).maxSessionDuration(43200));
    iam.putRolePolicy(
        p -> p.roleName(role).policyName("gitlab-duo-amazon-q-policy").policyDocument(PERMISSIONS));
  }

  JsonObject createApplication() {
    return new JsonObject(
        gitlab(
                "POST",
                "/applications",
                new JsonObject()
                    .put("name", "Amazon Q OAuth")
                    .put("redirect_uri", "https://gitlab.example.com")
                    .put("scopes", "api read_repository write_repository user:*"))
            .body());
  }

  HttpResponse<String> gitlab(String method, String path) {
    return gitlab(method, path, new JsonObject());
  }

  HttpResponse<String> gitlab(String method, String path, JsonObject body) {
    return send(
        method,
        URI.create(sandbox.gitlabUrl() + "/api/v4" + path),
        body.isEmpty() ? "" : body.encode(),
        Map.of(
            "PRIVATE-TOKEN",
            sandbox.credentials().gitlabAdminToken(),
            "Content-Type",
            "application/json"));
  }

  /** The headers that GitLab sends to the gateway. */
  Map<String, String> gatewayHeaders() {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Authorization", "Bearer " + sandbox.credentials().cloudConnectorToken());
    headers.put("X-Gitlab-Authentication-Type", "oidc");
    headers.put("X-Gitlab-Instance-Id", sandbox.credentials().instanceUuid());
    headers.put("X-Gitlab-Realm", "self-managed");
    headers.put("X-Gitlab-Global-User-Id", "abc");
    headers.put("Content-Type", "application/json");
    return headers;
  }

  HttpResponse<String> gateway(String path, JsonObject body) {
    return gateway(path, body.encode(), gatewayHeaders());
  }

  HttpResponse<String> gateway(String path, String body, Map<String, String> headers) {
    return send("POST", URI.create(sandbox.gatewayUrl() + path), body, headers);
  }

  HttpResponse<String> control(String method, String path, JsonObject body) {
    return send(
        method,
        URI.create(sandbox.controlUrl() + path),
        body.isEmpty() ? "" : body.encode(),
        Map.of("Content-Type", "application/json"));
  }

  static JsonObject registration(JsonObject application, String roleArn) {
    return new JsonObject()
        .put("client_id", application.getString("application_id"))
        .put("client_secret", application.getString("secret"))
        .put("instance_url", "https://gitlab.example.com")
        .put("redirect_url", "https://gitlab.example.com")
        .put("role_arn", roleArn);
  }

  HttpResponse<String> send(String method, URI uri, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    iam.close();
    // Does not wait for a delayed response.
    http.shutdownNow();
  }
}
