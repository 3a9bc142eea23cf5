package io.quartermaster.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quartermaster.local.access.Credentials;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.Role;

/** Reads AWS IAM: identity provider, role, trust, session length, policy. */
final class IamChecks implements EndStateCheck {
  private static final String AREA = "AWS IAM";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NEEDED_ACTIONS =
      new TreeSet<>(
          Set.of(
              "q:SendEvent",
              "q:CreateOAuthAppConnection",
              "q:CreateAuthGrant",
              "q:UpdateAuthGrant"));

  private final URI endpoint;
  private final Credentials credentials;
  private final Expectation expected;

  IamChecks(URI endpoint, Credentials credentials, Expectation expected) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.expected = expected;
  }

  @Override
  public List<Check> run() {
    try (IamClient iam = client()) {
      GetOpenIdConnectProviderResponse provider =
          iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(expected.providerArn()));
      Role role = iam.getRole(r -> r.roleName(expected.roleName())).role();
      String policy =
          iam.getRolePolicy(r -> r.roleName(expected.roleName()).policyName(Expectation.POLICY))
              .policyDocument();
      return List.of(
          Check.of(AREA, "provider URL", expected.provider(), provider.url()),
          Check.of(AREA, "audience", List.of(expected.audience()), provider.clientIDList()),
          Check.of(AREA, "trust policy", trust(), read(role.assumeRolePolicyDocument())),
          Check.of(
              AREA,
              "maximum session in seconds",
              Expectation.TWELVE_HOURS,
              role.maxSessionDuration()),
          permissions(read(policy)));
    } catch (SdkException e) {
      return List.of(new Check(AREA, "can be read", false, String.valueOf(e.getMessage())));
    }
  }

  private ObjectNode trust() {
    ObjectNode trust = JSON.createObjectNode();
    trust.put("Version", "2012-10-17");
    ObjectNode statement = trust.putArray("Statement").addObject();
    statement.put("Effect", "Allow");
    statement.putObject("Principal").put("Federated", expected.providerArn());
    statement.put("Action", "sts:AssumeRoleWithWebIdentity");
    statement
        .putObject("Condition")
        .putObject("StringEquals")
        .put(expected.provider() + ":aud", expected.audience());
    return trust;
  }

  private static Check permissions(JsonNode policy) {
    Set<String> allowed = new TreeSet<>();
    for (JsonNode statement : policy.path("Statement")) {
      if (statement.path("Effect").asText().equals("Allow")) {
        JsonNode actions = statement.path("Action");
        if (actions.isTextual()) {
          allowed.add(actions.asText());
        }
        actions.forEach(action -> allowed.add(action.asText()));
      }
    }
    return new Check(
        AREA,
        Expectation.POLICY + " allows Amazon Q",
        allowed.containsAll(NEEDED_ACTIONS),
        String.join(", ", allowed));
  }

  /** IAM answers documents percent-encoded. */
  private static JsonNode read(String document) {
    try {
      return JSON.readTree(URLDecoder.decode(document, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(document);
    }
  }

  private IamClient client() {
    AwsCredentials keys =
        credentials.awsSessionToken() == null
            ? AwsBasicCredentials.create(
                credentials.awsAccessKeyId(), credentials.awsSecretAccessKey())
            : AwsSessionCredentials.create(
                credentials.awsAccessKeyId(),
                credentials.awsSecretAccessKey(),
                credentials.awsSessionToken());
    return IamClient.builder()
        .endpointOverride(endpoint)
        .region(Region.AWS_GLOBAL)
        .credentialsProvider(StaticCredentialsProvider.create(keys))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
