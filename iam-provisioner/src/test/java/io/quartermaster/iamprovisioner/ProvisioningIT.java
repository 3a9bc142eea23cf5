package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.AwsAccount.DENY_S3;
import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Await.eventually;
import static io.quartermaster.testkit.Await.throughout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.CreatedResource;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.Topic;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Provisioning, duplicate and late events, and existing resources, on an AWS without faults. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class ProvisioningIT extends IamServiceFixture {

  private final SavedArn arn = anArnSaved();
  private Outcomes outcomes;

  @BeforeEach
  void outcomes() {
    outcomes = outcomesOf(arn);
  }

  @Test
  void provisionsTheDocumentedAccessInSixCalls() {
    topics.publish(arn.revision(3));

    IamAccessProvisioned provisioned = outcomes.awaitProvisioned(3);

    assertThat(provisioned.roleArn()).isEqualTo(arn.roleArn());
    assertThat(provisioned.providerArn()).isEqualTo(arn.providerArn());
    assertThat(provisioned.origin().attempt()).isEqualTo(1);
    assertThat(provisioned.drift()).isNull();
    assertThat(provisioned.created())
        .extracting(CreatedResource::what)
        .containsExactly("provider", "role", "role_inline_policy");
    assertThat(provisioned.detail()).contains("Created: provider, role, role_inline_policy.");
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
    assertThat(outcomes.revisions()).containsExactly(1L, 2L);
    assertThat(aws.calls())
        .containsExactlyInAnyOrder(
            "GetCallerIdentity",
            "GetOpenIDConnectProvider",
            "GetRole",
            "CreateOpenIDConnectProvider",
            "CreateRole",
            "PutRolePolicy");
    FoundAccess.of(aws.person(), arn).isAsDocumented();
  }

  @Test
  void createsARoleUnderItsPath() {
    SavedArn deep = arn.withPath("/division/team/");
    topics.publish(deep.revision(1));

    outcomes.awaitProvisioned(1);

    FoundAccess.of(aws.person(), deep).isAsDocumented();
  }

  @Test
  void handlesADuplicateEventOnce() {
    String id = topics.publish(arn.revision(1));
    outcomes.awaitProvisioned(1);
    int calls = aws.calls().size();

    topics.publish(arn.revision(1), id);
    Quiescence.awaitConsumed(SERVICE);

    throughout(Duration.ofSeconds(1), () -> assertThat(aws.calls()).hasSize(calls));
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
  }

  @Test
  void ignoresAnOlderEventThatArrivesLater() {
    topics.publish(arn.revision(5));
    outcomes.awaitProvisioned(5);
    int calls = aws.calls().size();

    topics.publish(arn.withRoleName("Q-older").revision(4));
    Quiescence.awaitConsumed(SERVICE);

    throughout(Duration.ofSeconds(1), () -> assertThat(aws.calls()).hasSize(calls));
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
  }

  @Test
  void publishesAnOutcomeForUnchangedSettingsWithoutAWrite() {
    provision(arn, 1);
    aws.calm();

    topics.publish(arn.revision(2));
    outcomes.awaitProvisioned(2);

    assertThat(aws.calls())
        .containsExactlyInAnyOrder(
            "GetCallerIdentity",
            "GetOpenIDConnectProvider",
            "GetRole",
            "ListRolePolicies",
            "ListAttachedRolePolicies",
            "GetRolePolicy");
    assertThat(outcomes.revisions()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void repairsDriftAndKeepsForeignPolicies() {
    provision(arn, 1);
    aws.person()
        .updateRole(
            ask -> ask.roleName(arn.roleName()).description("mine").maxSessionDuration(43_200));
    aws.person()
        .putRolePolicy(
            ask -> ask.roleName(arn.roleName()).policyName("foreign").policyDocument(DENY_S3));
    aws.calm();

    topics.publish(arn.revision(2));
    IamAccessProvisioned repaired = outcomes.awaitProvisioned(2);

    assertThat(aws.writes()).containsExactly("UpdateRole");
    assertThat(repaired.drift())
        .extracting(Difference::what, Difference::repaired)
        .containsExactly(tuple("role_description", true), tuple("role_other_inline_policy", false));
    FoundAccess.of(aws.person(), arn).isAsDocumented().hasPolicy("foreign");
  }

  @Test
  void refusesAForeignProviderWithARemedy() {
    aws.person()
        .createOpenIDConnectProvider(ask -> ask.url(arn.providerUrl()).clientIDList("foreign"));
    aws.calm();

    topics.publish(arn.revision(1));
    IamAccessFailed failed = outcomes.awaitFailed(1);

    assertThat(failed.failure().code()).isEqualTo("provider_not_ours");
    assertThat(failed.failure().remedy()).contains("iam-provisioner.mode=adopt");
    assertThat(aws.writes()).isEmpty();
  }

  @Test
  void movesARestoredInstanceToItsNewProvider() {
    provision(arn, 1);
    aws.calm();
    SavedArn restored = arn.restored();

    provision(restored, 2);

    assertThat(aws.writes())
        .containsExactlyInAnyOrder(
            "CreateOpenIDConnectProvider",
            "TagRole",
            "UpdateAssumeRolePolicy",
            "UpdateRole",
            "DeleteOpenIDConnectProvider");
    FoundAccess.of(aws.person(), restored).isAsDocumented();
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
  }

  @Test
  void ignoresEventsOfOtherSteps() {
    topics.publish(
        new ScopeToggled(
            ScopeToggled.Scope.instance(),
            Availability.DEFAULT_ON,
            null,
            null,
            true,
            1,
            "root",
            Instant.parse("2026-11-23T12:00:00Z")));
    provision(arn, 1);
    Quiescence.awaitConsumed(SERVICE);

    assertThat(topics.read(Topic.IAM_PROVISIONER_DEAD_LETTERS))
        .noneMatch(message -> "scope/instance".equals(message.key()));
  }

  @Test
  void deadLettersAnUnreadableEventAndHandlesTheNext() {
    SavedArn broken = anArnSaved();
    topics.publish(
        Topic.SETTINGS_EVENTS,
        broken.revision(1).aggregate(),
        TestTopics.headers(broken.revision(1), UUID.randomUUID().toString()),
        "{\"instance_uid\":".getBytes(StandardCharsets.UTF_8));
    topics.publish(arn.revision(1));

    outcomes.awaitProvisioned(1);

    topics.await(
        Topic.IAM_PROVISIONER_DEAD_LETTERS,
        message -> broken.revision(1).aggregate().equals(message.key()));
  }

  @Test
  void exposesHealthWithoutCallingAwsAndCountsCallsAndSteps() {
    provision(arn, 1);
    int calls = aws.calls().size();

    eventually(() -> RestAssured.get("/q/health").then().statusCode(200));
    String metrics = RestAssured.get("/q/metrics").asString();

    assertThat(aws.calls()).hasSize(calls);
    assertThat(metrics)
        .contains("quartermaster_aws_calls_seconds_count{action=\"iam:CreateRole\"")
        .contains("quartermaster_iam_steps_total{result=\"applied\",step=\"create_role\"");
  }
}
