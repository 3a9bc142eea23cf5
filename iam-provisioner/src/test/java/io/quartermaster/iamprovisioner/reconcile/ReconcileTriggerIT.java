package io.quartermaster.iamprovisioner.reconcile;

import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Awaits.eventually;
import static io.quartermaster.testkit.Awaits.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.iamprovisioner.AwsAccount;
import io.quartermaster.iamprovisioner.Outcomes;
import io.quartermaster.iamprovisioner.SandboxAws;
import io.quartermaster.iamprovisioner.SavedArn;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a start of the service does about access that was provisioned before. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class ReconcileTriggerIT {
  @Inject ReconcileTrigger trigger;

  @Inject DataSource database;
  TestTopics topics;
  AwsAccount aws;

  private final SavedArn arn = anArnSaved();
  private Outcomes outcomes;

  @BeforeEach
  void provisioned() {
    Standstill.await("iam-provisioner", database);
    aws.calm();
    outcomes = new Outcomes(topics, arn);
    topics.publish(arn.revision(1));
    outcomes.awaitProvisioned(1);
    aws.calm();
  }

  @Test
  void aStartLooksAndSaysNothingWhenNothingDiffers() {
    trigger.onStart(new StartupEvent());

    // It looks at the instances of all tests before this one too.
    eventually(() -> assertThat(aws.callsOn(arn.roleName())).contains("GetRolePolicy"));
    throughout(
        Duration.ofSeconds(1),
        () -> {
          assertThat(aws.writesTo(arn.roleName())).isEmpty();
          assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
        });
  }

  @Test
  void aStartRepairsWhatWasBrokenMeanwhileAndSaysSo() {
    try (var person = aws.person()) {
      person.deleteRolePolicy(
          ask -> ask.roleName(arn.roleName()).policyName("gitlab-duo-amazon-q-policy"));
    }
    aws.calm();

    trigger.onStart(new StartupEvent());

    eventually(
        () ->
            assertThat(outcomes.kinds()).containsExactly("started", "provisioned", "provisioned"));
    assertThat(aws.writesTo(arn.roleName())).containsExactly("PutRolePolicy");
  }
}
