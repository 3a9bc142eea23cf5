package io.quartermaster.iamprovisioner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** The access in AWS, read and judged without any code of the service. */
record FoundAccess(
    SavedArn arn,
    Role role,
    GetOpenIdConnectProviderResponse provider,
    JsonNode permissions,
    List<String> policies) {
  static final String COST_CENTER = "4711";

  static FoundAccess of(IamClient person, SavedArn arn) {
    return new FoundAccess(
        arn,
        person.getRole(ask -> ask.roleName(arn.roleName())).role(),
        person.getOpenIDConnectProvider(ask -> ask.openIDConnectProviderArn(arn.providerArn())),
        json(
            person
                .getRolePolicy(ask -> ask.roleName(arn.roleName()).policyName(AwsAccount.POLICY))
                .policyDocument()),
        person.listRolePolicies(ask -> ask.roleName(arn.roleName())).policyNames());
  }

  FoundAccess isAsDocumented() {
    assertThat(role.arn()).isEqualTo(arn.roleArn());
    assertThat(role.maxSessionDuration()).isEqualTo(43_200);
    assertThat(role.description()).contains(arn.uid());
    assertThat(role.tags()).containsExactlyInAnyOrderElementsOf(tags());
    assertThat(json(role.assumeRolePolicyDocument())).isEqualTo(json(trust()));
    assertThat(provider.url()).isEqualTo(arn.providerHostAndPath());
    assertThat(provider.clientIDList()).containsExactly(arn.audience());
    assertThat(provider.tags()).containsExactlyInAnyOrderElementsOf(tags());
    assertThat(permissions.findValuesAsText("Sid"))
        .containsExactly(
            "GitLabDuoUsagePermissions",
            "GitLabDuoManagementPermissions",
            "GitLabDuoPluginPermissions");
    assertThat(actions())
        .hasSize(12)
        .allMatch(action -> action.startsWith("q:"))
        .contains("q:CreateOAuthAppConnection", "q:VerifyOAuthAppConnection", "q:SendEvent");
    return this;
  }

  FoundAccess hasAudiences(String... audiences) {
    assertThat(provider.clientIDList()).containsExactlyInAnyOrder(audiences);
    return this;
  }

  FoundAccess hasPolicy(String name) {
    assertThat(policies).containsExactlyInAnyOrder(AwsAccount.POLICY, name);
    return this;
  }

  private List<Tag> tags() {
    return List.of(tag("quartermaster:instance", arn.uid()), tag("CostCenter", COST_CENTER));
  }

  static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private List<String> actions() {
    return permissions.findValues("Action").stream()
        .flatMap(actions -> StreamSupport.stream(actions.spliterator(), false))
        .map(JsonNode::asText)
        .toList();
  }

  private String trust() {
    return """
        {"Version":"2012-10-17","Statement":[{
          "Effect":"Allow",
          "Action":"sts:AssumeRoleWithWebIdentity",
          "Principal":{"Federated":"%s"},
          "Condition":{"StringEquals":{"%s:aud":"%s"}}}]}"""
        .formatted(arn.providerArn(), arn.providerHostAndPath(), arn.audience());
  }

  private static JsonNode json(String document) {
    try {
      return new ObjectMapper().readTree(URLDecoder.decode(document, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new AssertionError("No JSON: " + document, e);
    }
  }
}
