package io.quartermaster.iamprovisioner.effect.aws;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.OLD_UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aPreviousRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aRestoredInstance;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aTeardownWithPreviousRoles;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.anAccessWith;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.thePreviousInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.AwsAccount;
import io.quartermaster.iamprovisioner.decision.AccessFixtures;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.PreviousResources;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlan;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.decision.plan.Mode;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.effect.IamGateway.Observation;
import io.quartermaster.iamprovisioner.effect.IamGateway.StepResult;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.step.StepFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The adapter alone, on the wire format of the sandbox. */
class AwsIamGatewayIT {
  private static final DesiredAccess DESIRED = aDesiredAccess();

  private static SandboxIam aws;

  @BeforeAll
  static void start() {
    aws = SandboxIam.start();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @BeforeEach
  void reset() {
    aws.reset();
  }

  @Test
  void adoptsARoleCreatedByHandAndFindsNoDriftThen() {
    createByHand();

    List<AccessStep> adoption = converge(DESIRED, Mode.ADOPT);

    assertThat(adoption)
        .extracting(AccessStep::wireName)
        .containsExactly(
            "tag_provider", "tag_role", "update_trust", "update_session", "put_policy");
    assertThat(converge(DESIRED, Mode.MANAGE)).isEmpty();
  }

  @Test
  void appliesEveryStepTwice() {
    List<AccessStep> steps = converge(DESIRED, Mode.MANAGE);

    assertThat(steps)
        .extracting(step -> aws.gateway().apply(DESIRED, step))
        .containsExactly(
            new StepResult.AlreadyExists(),
            new StepResult.AlreadyExists(),
            new StepResult.Applied());
    assertThat(aws.gateway().observe(DESIRED)).isInstanceOf(Observation.Observed.class);
  }

  @Test
  void callsOnlyTheDocumentedActions() {
    createByHand();
    aws.forgetCalls();

    converge(DESIRED, Mode.ADOPT);

    List<String> documented =
        Arrays.stream(AwsAction.values())
            .map(action -> action.permission().substring(action.permission().indexOf(':') + 1))
            .toList();
    assertThat(aws.calls()).isSubsetOf(documented);
  }

  @Test
  void refusesAnUnknownAccessKey() {
    var unknown =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create("AKIAUNKNOWNUNKNOWN00", "wrong"));

    assertThat(failure(observeWith(unknown, Map.of())).code())
        .isEqualTo("aws_credentials_rejected");
  }

  @Test
  void refusesMissingCredentialsWithoutACall() {
    AwsCredentialsProvider missing =
        () -> {
          throw SdkClientException.create("Unable to load credentials");
        };

    assertThat(failure(observeWith(missing, Map.of())).code()).isEqualTo("aws_credentials_missing");
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void checksTheAccountByTheRoleArnWhenTheServerHasNoSts() {
    converge(DESIRED, Mode.MANAGE);
    aws.always("GetCallerIdentity", new Fault.Failure(400, "InvalidAction", "no"));

    assertThat(aws.gateway().observe(DESIRED)).isInstanceOf(Observation.Observed.class);
    assertThat(failure(aws.gateway().observe(inAnotherAccount())).code())
        .isEqualTo("wrong_aws_account");
  }

  @Test
  void refusesCredentialsOfAnotherAccountBeforeAnyOtherCall() {
    assertThat(failure(aws.gateway().observe(inAnotherAccount())).code())
        .isEqualTo("wrong_aws_account");
    assertThat(aws.calls()).containsExactly("GetCallerIdentity");
  }

  @Test
  void givesUpACallWithoutResponse() {
    aws.always("GetRole", new Fault.Latency(Duration.ofSeconds(5)));

    Observation observation =
        observeWith(
            aws.credentials(),
            Map.of(
                "iam-provisioner.aws.attempt-timeout", "1s",
                "iam-provisioner.aws.max-attempts", "1"));

    assertThat(failure(observation)).isInstanceOf(StepFailure.Unavailable.class);
  }

  @Test
  void namesThePreviousRoleThatAFailureIsAbout() {
    PreviousResources.Role previous = aPreviousRole(UID, "QPrevious");
    DesiredAccess teardown = aTeardownWithPreviousRoles(previous);
    converge(anAccessWith(previous.arn()), Mode.MANAGE);

    aws.always("ListRolePolicies", AwsAccount.ACCESS_DENIED);
    StepFailure unreadable = failure(aws.gateway().observe(teardown));
    aws.noFaults();
    aws.always("DeleteRole", AwsAccount.ACCESS_DENIED);
    StepResult undeleted = aws.gateway().apply(teardown, new AccessStep.DeleteRole("QPrevious"));

    assertThat(unreadable.detail()).contains("iam:ListRolePolicies on " + previous.arn().text());
    assertThat(undeleted)
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed ->
                assertThat(failed.failure().detail())
                    .contains("iam:DeleteRole on " + previous.arn().text()));
  }

  @Test
  void namesThePreviousProviderThatAFailureIsAbout() {
    DesiredAccess restored = aRestoredInstance();
    converge(thePreviousInstance(), Mode.MANAGE);

    aws.always("DeleteOpenIDConnectProvider", AwsAccount.ACCESS_DENIED);
    StepResult undeleted =
        aws.gateway()
            .apply(restored, new AccessStep.DeleteProvider(AccessFixtures.providerArn(OLD_UID)));

    assertThat(undeleted)
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed ->
                assertThat(failed.failure().detail() + failed.failure().remedy())
                    .contains(AccessFixtures.providerArn(OLD_UID))
                    .doesNotContain(restored.providerArn()));
  }

  private static DesiredAccess inAnotherAccount() {
    RoleArn role = DESIRED.role();
    return AccessFixtures.desired(
        new RoleArn(role.partition(), "999999999999", role.path(), role.name()),
        DESIRED.providerUrl(),
        DESIRED.audience());
  }

  private static void createByHand() {
    aws.person()
        .createOpenIDConnectProvider(
            it -> it.url(DESIRED.providerUrl().toString()).clientIDList(DESIRED.audience()));
    aws.person()
        .createRole(
            it ->
                it.roleName(DESIRED.role().name())
                    .assumeRolePolicyDocument(DESIRED.trustDocument().replace(UID + ":aud", UID)));
  }

  private static List<AccessStep> converge(DesiredAccess desired, Mode mode) {
    IamGateway gateway = aws.gateway();
    Observation.Observed observed = (Observation.Observed) gateway.observe(desired);
    AccessPlan plan = new AccessPlanner(mode).plan(desired, observed.access());
    List<AccessStep> steps = ((AccessPlan.Apply) plan).steps();
    assertThat(steps)
        .allSatisfy(
            step -> assertThat(gateway.apply(desired, step)).isEqualTo(new StepResult.Applied()));
    return steps;
  }

  private static Observation observeWith(
      AwsCredentialsProvider credentials, Map<String, String> config) {
    try (var adapter = new SandboxIam.Adapter(aws.url(), credentials, config)) {
      return adapter.gateway().observe(DESIRED);
    }
  }

  private static StepFailure failure(Observation observation) {
    return ((Observation.Failed) observation).failure();
  }
}
