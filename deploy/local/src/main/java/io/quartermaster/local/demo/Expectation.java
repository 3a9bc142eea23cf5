package io.quartermaster.local.demo;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.aws.RoleArn.Parsed;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.local.stack.StackFailure;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * The expected result of a set-up, derived from the procedure and the instance id alone, not from
 * what the services report.
 */
public record Expectation(
    String instanceUid,
    String partition,
    String accountId,
    String roleName,
    URI gitlabUrl,
    GatewayEnvironment environment) {
  static final int TWELVE_HOURS = 43_200;
  static final String POLICY = "gitlab-duo-amazon-q-policy";
  static final String APPLICATION = "Amazon Q OAuth";
  static final String SERVICE_ACCOUNT = "Amazon Q Service";
  static final int DEVELOPER = 30;

  public static Expectation of(
      String instanceUid, String roleArn, URI gitlabUrl, GatewayEnvironment environment) {
    return switch (RoleArn.parse(roleArn)) {
      case Parsed.Valid(RoleArn role) ->
          new Expectation(
              instanceUid, role.partition(), role.accountId(), role.name(), gitlabUrl, environment);
      case Parsed.Malformed(String reason) ->
          throw new StackFailure("Invalid role ARN '%s'. %s".formatted(roleArn, reason));
    };
  }

  /** Without the scheme, as IAM shows it and as condition keys begin. */
  String provider() {
    String issuer =
        switch (environment) {
          case PRODUCTION -> "auth.token.gitlab.com";
          case STAGING -> "glgo.staging.runway.gitlab.net";
        };
    return issuer + "/cc/oidc/" + instanceUid;
  }

  String providerArn() {
    return "arn:%s:iam::%s:oidc-provider/%s".formatted(partition, accountId, provider());
  }

  String audience() {
    return "gitlab-cc-" + instanceUid;
  }

  /** What the procedure's block in gitlab.rb sets, by name. */
  Map<String, String> railsEnvironment() {
    return new TreeMap<>(
        switch (environment) {
          case PRODUCTION -> Map.of("AI_GATEWAY_URL", "https://ai-gateway-panda.runway.gitlab.net");
          case STAGING ->
              Map.of(
                  "AI_GATEWAY_URL", "https://ai-gateway-panda.staging.runway.gitlab.net",
                  "GITLAB_LICENSE_MODE", "test",
                  "CUSTOMER_PORTAL_URL", "https://customers.staging.gitlab.com");
        });
  }
}
