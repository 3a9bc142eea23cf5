package io.quartermaster.sandbox;

import static io.quartermaster.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.Tag;

/** What the service model demands of lists and tags; the SDK itself checks nothing. */
class AwsConstraintsTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private static final Tag TAG = Tag.builder().key("owner").value("us").build();
  private static final String NULL = "failed to satisfy constraint: Member must not be null";
  private static final String FIFTY = "Member must have length less than or equal to 50";

  private final Clients clients = RUNNING.clients();
  private final IamClient iam = clients.iam();

  private static void assertViolation(ThrowingCallable call, String message) {
    assertRefused(call, 400, "ValidationError", message);
  }

  @Test
  void aListThatMustBeThereMayBeEmptyButNotMissing() {
    String arn = clients.createProvider();
    assertViolation(() -> iam.tagRole(r -> r.roleName("Q")), "'tags' " + NULL);
    assertViolation(() -> iam.untagRole(r -> r.roleName("Q")), "'tagKeys' " + NULL);
    assertViolation(
        () -> iam.tagOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn)), "'tags' " + NULL);
    assertViolation(
        () -> iam.untagOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn)),
        "'tagKeys' " + NULL);
    assertViolation(
        () -> iam.updateOpenIDConnectProviderThumbprint(r -> r.openIDConnectProviderArn(arn)),
        "'thumbprintList' " + NULL);
    iam.tagOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn).tags(List.of()));
    assertThat(iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn)).tags()).isEmpty();
  }

  @Test
  void aTagHasAKeyAndAValue() {
    Tag nameless = Tag.builder().value("us").build();
    Tag worthless = Tag.builder().key("owner").build();
    assertViolation(
        () -> iam.createOpenIDConnectProvider(r -> r.url("https://a.example").tags(TAG, nameless)),
        "'tags.2.member.key' " + NULL);
    assertViolation(
        () ->
            iam.createRole(
                r ->
                    r.roleName("Q")
                        .assumeRolePolicyDocument(clients.trust())
                        .tags(worthless, nameless)),
        "2 validation errors detected: Value null at 'tags.1.member.value'");
    assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList()).isEmpty();
  }

  @Test
  void thereAreNoMoreThanFiftyTagsOrKeysInACall() {
    List<String> keys = IntStream.range(0, 51).mapToObj(i -> "k" + i).toList();
    List<Tag> tags = keys.stream().map(key -> Tag.builder().key(key).value("v").build()).toList();
    assertViolation(() -> iam.untagRole(r -> r.roleName("Q").tagKeys(keys)), FIFTY);
    assertViolation(() -> iam.tagRole(r -> r.roleName("Q").tags(tags)), FIFTY);
    assertViolation(
        () -> iam.createInstanceProfile(r -> r.instanceProfileName("p").tags(tags)), FIFTY);
    assertViolation(
        () ->
            iam.createPolicy(r -> r.policyName("p").policyDocument(Clients.PERMISSIONS).tags(tags)),
        FIFTY);
  }

  @Test
  void aManagedPolicyKeepsDescriptionAndTags() {
    Policy created =
        iam.createPolicy(
                r ->
                    r.policyName("boundary")
                        .policyDocument(Clients.PERMISSIONS)
                        .description("What the role may do at most")
                        .tags(TAG))
            .policy();
    assertThat(created.createDate().getNano()).isZero();
    Policy read = iam.getPolicy(r -> r.policyArn(created.arn())).policy();
    assertThat(read.description()).isEqualTo("What the role may do at most");
    assertThat(read.tags()).containsExactly(TAG);
    assertViolation(
        () -> iam.getPolicyVersion(r -> r.policyArn(created.arn())), "'versionId' " + NULL);
    assertViolation(
        () -> iam.getPolicyVersion(r -> r.policyArn(created.arn()).versionId("1")),
        "'versionId' failed to satisfy constraint: Member must satisfy regular expression");
  }

  @Test
  void anInstanceProfileKeepsItsTags() {
    iam.createRole(r -> r.roleName("Q").assumeRolePolicyDocument(serviceTrust()));
    iam.createInstanceProfile(r -> r.instanceProfileName("p").tags(TAG));
    iam.addRoleToInstanceProfile(r -> r.instanceProfileName("p").roleName("Q"));
    assertThat(iam.listInstanceProfilesForRole(r -> r.roleName("Q")).instanceProfiles())
        .singleElement()
        .satisfies(profile -> assertThat(profile.tags()).containsExactly(TAG));
  }

  private static String serviceTrust() {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
        "Principal":{"Service":"ec2.amazonaws.com"}}]}""";
  }
}
