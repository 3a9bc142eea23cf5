package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Awaits.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A crash between what was done in AWS and the record of it. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class IamAccessCrashIT {
  @Inject DataSource database;
  TestTopics topics;
  TestServers servers;
  AwsAccount aws;

  private final SavedArn arn = anArnSaved();
  private Outcomes outcomes;

  @BeforeEach
  void calm() {
    Standstill.await("iam-provisioner", database);
    aws.calm();
    outcomes = new Outcomes(topics, arn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateOpenIDConnectProvider", "CreateRole", "PutRolePolicy"})
  void whatCouldNotBeRecordedIsSeenAndNotDoneAgain(String lastBeforeTheCrash) {
    aws.next(1, lastBeforeTheCrash, new Fault.Latency(Duration.ofSeconds(3)));
    topics.publish(arn.revision(1));
    eventually(() -> assertThat(aws.asked("GetRole")).isPositive());

    servers.killPostgres();
    try {
      eventually(() -> assertThat(aws.done("PutRolePolicy")).isEqualTo(1));
    } finally {
      servers.restartPostgres();
    }
    outcomes.awaitProvisioned(1);

    assertThat(aws.done("CreateOpenIDConnectProvider")).isEqualTo(1);
    assertThat(aws.done("CreateRole")).isEqualTo(1);
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
    FoundAccess.of(aws.person(), arn).isAsTheProcedureSays();
  }
}
