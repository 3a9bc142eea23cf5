package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Awaits.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disconnect: the access goes, or stays and is kept by nobody. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class IamAccessEndIT {
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
  void theRoleIsKeptUntilTheRegistrationHasEndedAndThenEverythingOfOursGoes() {
    topics.publish(arn.removed(2, true));
    Standstill.awaitTaken("iam-provisioner");
    throughout(Duration.ofSeconds(1), () -> assertThat(aws.writes()).isEmpty());
    topics.publish(arn.accountReleased(2));

    IamAccessReleased released = outcomes.awaitReleased(2);

    assertThat(released.deleted()).isTrue();
    assertThat(aws.writes())
        .containsExactly("DeleteRolePolicy", "DeleteRole", "DeleteOpenIDConnectProvider");
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned", "started", "released");
  }

  @Test
  void whatShallStayIsNotEvenLookedAtAndCanBeSavedAgain() {
    topics.publish(arn.removed(2, false));
    Standstill.awaitTaken("iam-provisioner");
    throughout(Duration.ofSeconds(1), () -> assertThat(aws.calls()).isEmpty());
    topics.publish(arn.accountReleased(2));

    IamAccessReleased released = outcomes.awaitReleased(2);
    int calls = aws.calls().size();
    topics.publish(arn.revision(3));
    outcomes.awaitProvisioned(3);

    assertThat(released.deleted()).isFalse();
    assertThat(calls).isZero();
    assertThat(aws.writes()).isEmpty();
  }
}
