package io.quartermaster.sandbox;

import static io.quartermaster.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;

class IamPolicyTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private static final String MANAGED =
      "arn:aws:iam::aws:policy/GitLabDuoWithAmazonQPermissionsPolicy";
  private final Clients clients = RUNNING.clients();
  private final IamClient iam = clients.iam();

  @BeforeEach
  void createRole() {
    clients.createProvider();
    iam.createRole(r -> r.roleName("Q").assumeRolePolicyDocument(clients.trust()));
  }

  private void put(String name, String document) {
    iam.putRolePolicy(p -> p.roleName("Q").policyName(name).policyDocument(document));
  }

  @Test
  void writesReadsListsAndDeletesInlinePolicies() {
    put("b", Clients.PERMISSIONS);
    put("a", Clients.PERMISSIONS.replace("SendEvent", "SendMessage"));
    put("a", Clients.PERMISSIONS);
    var read = iam.getRolePolicy(p -> p.roleName("Q").policyName("a"));
    assertThat(read.roleName()).isEqualTo("Q");
    assertThat(read.policyName()).isEqualTo("a");
    assertThat(URLDecoder.decode(read.policyDocument(), StandardCharsets.UTF_8))
        .isEqualTo(Clients.PERMISSIONS);
    assertThat(iam.listRolePolicies(p -> p.roleName("Q")).policyNames()).containsExactly("a", "b");
    assertThat(iam.listRolePolicies(p -> p.roleName("Q").maxItems(1)).marker()).isNotBlank();
    iam.deleteRolePolicy(p -> p.roleName("Q").policyName("a"));
    String missing = "The role policy with name a cannot be found.";
    assertRefused(
        () -> iam.getRolePolicy(p -> p.roleName("Q").policyName("a")),
        404,
        "NoSuchEntity",
        missing);
    assertRefused(
        () -> iam.deleteRolePolicy(p -> p.roleName("Q").policyName("a")),
        404,
        "NoSuchEntity",
        missing);
  }

  @Test
  void limitsTheSizeOfAllInlinePoliciesWithoutWhiteSpace() {
    String filler = "\"q:" + "A".repeat(5000) + "\"";
    String half = Clients.PERMISSIONS.replace("\"q:SendEvent\"", filler);
    put("one", half + " ".repeat(20000));
    assertRefused(
        () -> put("two", half.replace("A".repeat(5000), "A".repeat(5100))),
        409,
        "LimitExceeded",
        "Maximum policy size of 10240 bytes exceeded for role Q");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | Syntax errors in policy.",
        "{\"Version\":\"2012-10-17\"} | Missing required field Statement",
        "{\"Version\":\"2020-01-01\",\"Statement\":[]} | Syntax errors in policy.",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"q:*\"}]}"
            + " | Policy statement must contain resources.",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\"}]}"
            + " | Policy statement must contain actions.",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"q\","
            + "\"Resource\":\"*\"}]} | must be prefaced by a vendor",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"q:*\","
            + "\"Resource\":\"x\"}]} | Resource x must be in ARN format or \"*\".",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Maybe\",\"Action\":\"q:*\","
            + "\"Resource\":\"*\"}]} | Invalid effect: Maybe",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"q:*\",\"Resource\":\"*\"}]} | should not specify a principal",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Foo\":1,"
            + "\"Action\":\"q:*\",\"Resource\":\"*\"}]} | Syntax errors in policy."
      })
  void refusesMalformedPermissions(String document, String message) {
    assertRefused(() -> put("bad", document), 400, "MalformedPolicyDocument", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Version\" | \"Version\":\"2012-10-17\",\"Version\" | invalid Json",
        "}}}]} | }},}]} | invalid Json",
        "}]} | }]}x | invalid Json",
        "\"Effect\" | \"Resource\":\"*\",\"Effect\" | Has prohibited field Resource",
        "\"Effect\" | \"Unknown\":\"*\",\"Effect\" | Syntax errors in policy.",
        "sts:AssumeRoleWithWebIdentity | q:SendEvent"
            + " | AssumeRole policy may only specify STS AssumeRole actions.",
        "StringEquals | StringMatches | Invalid Condition type : StringMatches",
        "oidc-provider/ | oidc-provider/unknown. | Invalid principal in policy: \"Federated\":\"arn",
        "arn:aws:iam | arn:aws:s3 | Federated principals must be valid domain names or SAML",
        "\"Federated\" | \"Fed\" | Syntax errors in policy.",
        "\"Principal\" | \"Foo\" | Syntax errors in policy.",
        "\"Federated\" | \"AWS\" | Invalid principal in policy: \"AWS\":\"arn"
      })
  void refusesMalformedTrust(String part, String instead, String message) {
    String document = clients.trust().replace(part, instead);
    assertThat(document).isNotEqualTo(clients.trust());
    assertRefused(
        () -> iam.updateAssumeRolePolicy(r -> r.roleName("Q").policyDocument(document)),
        400,
        "MalformedPolicyDocument",
        message);
    assertRefused(
        () -> iam.createRole(r -> r.roleName("New").assumeRolePolicyDocument(document)),
        400,
        "MalformedPolicyDocument",
        message);
  }

  @Test
  void requiresTheTenantOfSharedIssuers() {
    iam.createOpenIDConnectProvider(p -> p.url("https://gitlab.com").clientIDList("a"));
    String trust = clients.trust().replace(clients.issuer(), "gitlab.com");
    assertRefused(
        () -> iam.createRole(r -> r.roleName("New").assumeRolePolicyDocument(trust)),
        400,
        "MalformedPolicyDocument",
        "gitlab.com:sub");
  }

  @Test
  void limitsTheSizeOfTheTrustPolicy() {
    String document =
        clients.trust().replace("\"Effect\"", "\"Sid\":\"" + "x".repeat(2048) + "\",\"Effect\"");
    assertRefused(
        () -> iam.updateAssumeRolePolicy(r -> r.roleName("Q").policyDocument(document)),
        409,
        "LimitExceeded",
        "Cannot exceed quota for ACLSizePerRole: 2048");
  }

  @Test
  void attachesIdempotentlyButDetachesOnce() {
    for (int i = 0; i < 2; i++) {
      iam.attachRolePolicy(p -> p.roleName("Q").policyArn(MANAGED));
    }
    assertThat(iam.listAttachedRolePolicies(p -> p.roleName("Q")).attachedPolicies())
        .singleElement()
        .satisfies(policy -> assertThat(policy.policyArn()).isEqualTo(MANAGED));
    iam.detachRolePolicy(p -> p.roleName("Q").policyArn(MANAGED));
    assertThat(iam.listAttachedRolePolicies(p -> p.roleName("Q")).attachedPolicies()).isEmpty();
    assertRefused(
        () -> iam.detachRolePolicy(p -> p.roleName("Q").policyArn(MANAGED)),
        404,
        "NoSuchEntity",
        MANAGED);
    assertRefused(
        () -> iam.attachRolePolicy(p -> p.roleName("Q").policyArn(MANAGED + "X")),
        404,
        "NoSuchEntity",
        "does not exist or is not attachable");
    assertRefused(
        () -> iam.attachRolePolicy(p -> p.roleName("Q").policyArn(Clients.roleArn("NotAPolicy"))),
        400,
        "InvalidInput",
        "is not valid");
  }
}
