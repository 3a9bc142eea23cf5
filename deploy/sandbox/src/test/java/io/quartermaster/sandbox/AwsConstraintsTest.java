package io.quartermaster.sandbox;

import static io.quartermaster.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** The constraints of the service model on lists and tags; the SDK does not check them. */
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
  void rejectsMissingButNotEmptyLists() {
    String arn = clients.createProvider();
    assertViolation(() -> iam.tagRole(r -> r.roleName("Q")), "'tags' " + NULL);
    assertViolation(() -> iam.untagRole(r -> r.roleName("Q")), "'tagKeys' " + NULL);
    assertViolation(
        () -> iam.tagOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn)), "'tags' " + NULL);
    assertViolation(
        () -> iam.untagOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn)),
        "'tagKeys' " + NULL);
    iam.tagOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn).tags(List.of()));
    assertThat(iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn)).tags()).isEmpty();
  }

  @Test
  void rejectsTagsWithoutKeyOrValue() {
    Tag withoutKey = Tag.builder().value("us").build();
    Tag withoutValue = Tag.builder().key("owner").build();
    assertViolation(
        () ->
            iam.createOpenIDConnectProvider(r -> r.url("https://a.example").tags(TAG, withoutKey)),
        "'tags.2.member.key' " + NULL);
    assertViolation(
        () ->
            iam.createRole(
                r ->
                    r.roleName("Q")
                        .assumeRolePolicyDocument(clients.trust())
                        .tags(withoutValue, withoutKey)),
        "2 validation errors detected: Value null at 'tags.1.member.value'");
    assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList()).isEmpty();
  }

  @Test
  void rejectsMoreThanFiftyTagsOrKeysInOneCall() {
    List<String> keys = IntStream.range(0, 51).mapToObj(i -> "k" + i).toList();
    List<Tag> tags = keys.stream().map(key -> Tag.builder().key(key).value("v").build()).toList();
    assertViolation(() -> iam.untagRole(r -> r.roleName("Q").tagKeys(keys)), FIFTY);
    assertViolation(() -> iam.tagRole(r -> r.roleName("Q").tags(tags)), FIFTY);
  }
}
