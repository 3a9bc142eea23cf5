package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Awaits.eventually;
import static io.quartermaster.testkit.Awaits.throughout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.Topic;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestTopics;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The straight path, duplicates, disorder and what is there already, on a quiet AWS. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class IamAccessIT {
  @Inject DataSource database;
  TestTopics topics;
  AwsAccount aws;

  private final SavedArn arn = anArnSaved();
  private Outcomes outcomes;

  @BeforeEach
  void calm() {
    Standstill.await("iam-provisioner", database);
    aws.calm();
    outcomes = new Outcomes(topics, arn);
  }

  @Test
  void aSavedArnBecomesExactlyTheAccessOfTheProcedureInSixCalls() {
    topics.publish(arn.revision(3));

    IamAccessProvisioned provisioned = outcomes.awaitProvisioned(3);

    assertThat(provisioned.roleArn()).isEqualTo(arn.roleArn());
    assertThat(provisioned.providerArn()).isEqualTo(arn.providerArn());
    assertThat(provisioned.origin().attempt()).isEqualTo(1);
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
    assertThat(outcomes.revisions()).containsExactly(1L, 2L);
    assertThat(aws.calls())
        .containsExactly(
            "GetCallerIdentity",
            "GetOpenIDConnectProvider",
            "GetRole",
            "CreateOpenIDConnectProvider",
            "CreateRole",
            "PutRolePolicy");
    FoundAccess.of(aws.person(), arn).isAsTheProcedureSays();
  }

  @Test
  void aRoleWithAPathIsMadeUnderThatPath() {
    SavedArn deep = arn.withPath("/division/team/");
    topics.publish(deep.revision(1));

    outcomes.awaitProvisioned(1);

    FoundAccess.of(aws.person(), deep).isAsTheProcedureSays();
  }

  @Test
  void theSameEventTwiceIsHandledOnce() {
    String id = topics.publish(arn.revision(1));
    outcomes.awaitProvisioned(1);
    int calls = aws.calls().size();

    topics.publish(arn.revision(1), id);
    Standstill.awaitTaken("iam-provisioner");

    throughout(Duration.ofSeconds(1), () -> assertThat(aws.calls()).hasSize(calls));
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
  }

  @Test
  void anOlderEventThatComesLaterChangesNothing() {
    topics.publish(arn.revision(5));
    outcomes.awaitProvisioned(5);
    int calls = aws.calls().size();

    topics.publish(arn.withRoleName("Q-older").revision(4));
    Standstill.awaitTaken("iam-provisioner");

    throughout(Duration.ofSeconds(1), () -> assertThat(aws.calls()).hasSize(calls));
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
  }

  @Test
  void savingTheSameAgainIsAnsweredWithoutAWriteInSixCalls() {
    topics.publish(arn.revision(1));
    outcomes.awaitProvisioned(1);
    aws.calm();

    topics.publish(arn.revision(2));
    outcomes.awaitProvisioned(2);

    assertThat(aws.calls())
        .containsExactly(
            "GetCallerIdentity",
            "GetOpenIDConnectProvider",
            "GetRole",
            "ListRolePolicies",
            "ListAttachedRolePolicies",
            "GetRolePolicy");
    assertThat(outcomes.revisions()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void whatSomebodyBrokeIsRepairedAndNothingElseIsTouched() {
    topics.publish(arn.revision(1));
    outcomes.awaitProvisioned(1);
    try (var person = aws.person()) {
      person.updateRole(
          ask -> ask.roleName(arn.roleName()).description("mine").maxSessionDuration(43_200));
      person.putRolePolicy(
          ask ->
              ask.roleName(arn.roleName())
                  .policyName("somebody-elses")
                  .policyDocument(
                      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"));
    }
    aws.calm();

    topics.publish(arn.revision(2));
    IamAccessProvisioned repaired = outcomes.awaitProvisioned(2);

    assertThat(aws.writes()).containsExactly("UpdateRole");
    assertThat(repaired.drift())
        .extracting(Difference::what, Difference::repaired)
        .containsExactly(tuple("role_description", true), tuple("role_other_inline_policy", false));
    FoundAccess.of(aws.person(), arn).isAsTheProcedureSays().hasPolicy("somebody-elses");
  }

  @Test
  void aProviderOfSomebodyElseIsLeftAsItIsAndTheWayOutIsNamed() {
    try (var person = aws.person()) {
      person.createOpenIDConnectProvider(
          ask -> ask.url(arn.providerUrl()).clientIDList("somebody-elses"));
    }
    aws.calm();

    topics.publish(arn.revision(1));
    IamAccessFailed failed = outcomes.awaitFailed(1);

    assertThat(failed.failure().code()).isEqualTo("provider_not_ours");
    assertThat(failed.failure().remedy()).contains("iam-provisioner.mode=adopt");
    assertThat(aws.writes()).isEmpty();
  }

  @Test
  void aRestoredGitLabGetsANewProviderAndTheOldOneGoes() {
    topics.publish(arn.revision(1));
    outcomes.awaitProvisioned(1);
    aws.calm();
    SavedArn restored = arn.restored();

    topics.publish(restored.revision(2));
    new Outcomes(topics, restored).awaitProvisioned(2);

    assertThat(aws.writes())
        .containsExactly(
            "CreateOpenIDConnectProvider",
            "TagRole",
            "UpdateAssumeRolePolicy",
            "UpdateRole",
            "DeleteOpenIDConnectProvider");
    FoundAccess.of(aws.person(), restored).isAsTheProcedureSays();
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
  }

  @Test
  void eventsThatSayNothingAboutIamAreNoTroubleAndNoDeadLetter() {
    topics.publish(
        new ScopeToggled(
            ScopeToggled.Scope.instance(),
            Availability.DEFAULT_ON,
            null,
            true,
            1,
            "root",
            Instant.parse("2026-11-23T12:00:00Z")));
    topics.publish(arn.revision(1));
    outcomes.awaitProvisioned(1);
    Standstill.awaitTaken("iam-provisioner");

    assertThat(topics.read(Topic.IAM_PROVISIONER_DEAD_LETTERS))
        .noneMatch(message -> "scope/instance".equals(message.key()));
  }

  @Test
  void anUnreadableEventGoesToTheDeadLettersAndTheNextOneIsHandled() {
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
  void healthAsksAwsForNothingAndMetricsCountCallsAndSteps() {
    topics.publish(arn.revision(1));
    outcomes.awaitProvisioned(1);
    int calls = aws.calls().size();

    eventually(() -> RestAssured.get("/q/health").then().statusCode(200));
    String metrics = RestAssured.get("/q/metrics").asString();

    assertThat(aws.calls()).hasSize(calls);
    assertThat(metrics)
        .contains("quartermaster_aws_calls_seconds_count{action=\"iam:CreateRole\"")
        .contains("quartermaster_iam_steps_total{result=\"applied\",step=\"create_role\"");
  }
}
