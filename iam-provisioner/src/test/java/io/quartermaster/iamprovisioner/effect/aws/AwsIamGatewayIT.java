package io.quartermaster.iamprovisioner.effect.aws;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aPreviousRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.anAccessWith;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.anUnwantedAccessAfter;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.IamProvisionerConfig;
import io.quartermaster.iamprovisioner.decision.AccessFixtures;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.PreviousRole;
import io.quartermaster.iamprovisioner.decision.Refusal;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlan;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.decision.plan.Mode;
import io.quartermaster.iamprovisioner.effect.Observation;
import io.quartermaster.iamprovisioner.effect.Observation.Seen;
import io.quartermaster.iamprovisioner.effect.Setback;
import io.quartermaster.iamprovisioner.effect.StepResult;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import io.quartermaster.sandbox.faults.Fault;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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

  private static Sandbox sandbox;

  private AwsClients clients;
  private AwsIamGateway gateway;

  @BeforeAll
  static void startSandbox() {
    sandbox = Sandbox.start(SandboxOptions.defaults());
  }

  @AfterAll
  static void stopSandbox() {
    sandbox.close();
  }

  @BeforeEach
  void start() {
    sandbox.reset();
    gateway = gatewayWith(sandboxCredentials());
  }

  @AfterEach
  void stop() {
    clients.close();
  }

  @Test
  void aRoleMadeByHandFromTheOldPageIsTakenOverAndThenNothingDiffers() {
    madeByHand();

    List<AccessStep> first = converge(Mode.ADOPT);
    List<AccessStep> second = converge(Mode.MANAGE);

    assertThat(first)
        .extracting(AccessStep::wireName)
        .containsExactly(
            "tag_provider", "tag_role", "update_trust", "update_session", "put_policy");
    assertThat(second).isEmpty();
  }

  @Test
  void everyStepCanBeAppliedTwice() {
    List<AccessStep> steps = converge(Mode.MANAGE);

    assertThat(steps).hasSize(3);
    assertThat(steps)
        .extracting(step -> gateway.apply(DESIRED, step))
        .containsExactly(
            new StepResult.AlreadyDone(), new StepResult.AlreadyDone(), new StepResult.Applied());
    assertThat(observed().access().role()).isNotNull();
  }

  @Test
  void onlyTheDocumentedActionsAreCalled() {
    madeByHand();
    sandbox.journal().clear();
    converge(Mode.ADOPT);

    List<String> documented =
        Arrays.stream(AwsAction.values())
            .map(action -> action.permission().substring(action.permission().indexOf(':') + 1))
            .toList();
    assertThat(sandbox.journal().of("aws"))
        .extracting(entry -> entry.operation())
        .isSubsetOf(documented);
  }

  @Test
  void aKeyThatAwsDoesNotKnowIsRefused() {
    var unknown = AwsBasicCredentials.create("AKIAUNKNOWNUNKNOWN00", "wrong");
    clients.close();
    gateway = gatewayWith(StaticCredentialsProvider.create(unknown));

    assertThat(refusalCode(gateway.observe(DESIRED))).isEqualTo("aws_credentials_rejected");
  }

  @Test
  void noCredentialsAreRefusedWithoutACall() {
    clients.close();
    gateway =
        gatewayWith(
            () -> {
              throw SdkClientException.create("Unable to load credentials");
            });

    assertThat(refusalCode(gateway.observe(DESIRED))).isEqualTo("aws_credentials_missing");
    assertThat(sandbox.journal().of("aws")).isEmpty();
  }

  @Test
  void aStandInWithoutStsIsJudgedByTheArnOfTheRole() {
    converge(Mode.MANAGE);
    sandbox.faults().set("aws", "GetCallerIdentity", new Fault.Failure(400, "InvalidAction", "no"));

    assertThat(observed().access().role()).isNotNull();
    assertThat(refusalCode(gateway.observe(inAnotherAccount()))).isEqualTo("wrong_aws_account");
  }

  @Test
  void credentialsOfAnotherAccountAreRefusedBeforeAnythingElseIsAsked() {
    sandbox.journal().clear();

    assertThat(refusalCode(gateway.observe(inAnotherAccount()))).isEqualTo("wrong_aws_account");
    assertThat(sandbox.journal().of("aws"))
        .extracting(entry -> entry.operation())
        .containsExactly("GetCallerIdentity");
  }

  @Test
  void anAnswerThatDoesNotComeIsGivenUp() {
    clients.close();
    gateway = gatewayWith(sandboxCredentials(), "3s");
    sandbox.faults().set("aws", "GetRole", new Fault.Latency(Duration.ofSeconds(20)));

    assertThat(gateway.observe(DESIRED)).isInstanceOf(Setback.Unavailable.class);
  }

  @Test
  void whatGoesWrongWithARoleOfBeforeNamesThatOne() {
    PreviousRole before = aPreviousRole(UID, "QBefore");
    DesiredAccess unwanted = anUnwantedAccessAfter(before);
    converge(anAccessWith(before.role()), Mode.MANAGE);
    var denied = new Fault.Failure(403, "AccessDenied", "no");

    sandbox.faults().set("aws", "ListRolePolicies", denied);
    Refusal unseen = refusal(gateway.observe(unwanted));
    sandbox.faults().clear();
    sandbox.faults().set("aws", "DeleteRole", denied);
    StepResult undone = gateway.apply(unwanted, new AccessStep.DeleteRole("QBefore"));

    assertThat(unseen.detail()).contains("iam:ListRolePolicies on " + before.role().text());
    assertThat(((Setback.Refused) undone).reason().detail())
        .contains("iam:DeleteRole on " + before.role().text());
  }

  private static DesiredAccess inAnotherAccount() {
    var role = DESIRED.role();
    return AccessFixtures.desired(
        new RoleArn(role.partition(), "999999999999", role.path(), role.name()),
        DESIRED.providerUrl(),
        DESIRED.audience());
  }

  private void madeByHand() {
    var iam = clients.iam("aws");
    iam.createOpenIDConnectProvider(
        ask -> ask.url(DESIRED.providerUrl().toString()).clientIDList(DESIRED.audience()));
    iam.createRole(
        ask ->
            ask.roleName(DESIRED.role().name())
                .assumeRolePolicyDocument(DESIRED.trustDocument().replace(UID + ":aud", UID)));
  }

  private List<AccessStep> converge(Mode mode) {
    return converge(DESIRED, mode);
  }

  private List<AccessStep> converge(DesiredAccess desired, Mode mode) {
    Seen seen = (Seen) gateway.observe(desired);
    AccessPlan plan = new AccessPlanner(mode).plan(desired, seen.access());
    List<AccessStep> steps = ((AccessPlan.Converge) plan).steps();
    assertThat(steps)
        .allSatisfy(
            step -> assertThat(gateway.apply(desired, step)).isEqualTo(new StepResult.Applied()));
    return steps;
  }

  private Seen observed() {
    return (Seen) gateway.observe(DESIRED);
  }

  private static String refusalCode(Observation observation) {
    return refusal(observation).code();
  }

  private static Refusal refusal(Observation observation) {
    return ((Setback.Refused) observation).reason();
  }

  private AwsCredentialsProvider sandboxCredentials() {
    var credentials = sandbox.credentials();
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(credentials.awsAccessKeyId(), credentials.awsSecretAccessKey()));
  }

  /** Patient, so that a busy machine is not taken for an AWS that does not answer. */
  private AwsIamGateway gatewayWith(AwsCredentialsProvider credentials) {
    return gatewayWith(credentials, "30s");
  }

  private AwsIamGateway gatewayWith(AwsCredentialsProvider credentials, String attemptTimeout) {
    AwsCalls calls = new AwsCalls(new SimpleMeterRegistry());
    clients = new AwsClients(config(attemptTimeout), credentials);
    return new AwsIamGateway(
        clients, new AwsAccessReader(clients, calls, credentials), new AwsAccessWriter(calls));
  }

  private IamProvisionerConfig config(String attemptTimeout) {
    return new SmallRyeConfigBuilder()
        .withMapping(IamProvisionerConfig.class)
        .withConverter(Duration.class, 100, new DurationConverter())
        .withDefaultValues(
            Map.of(
                "iam-provisioner.aws.endpoint",
                sandbox.awsUrl().toString(),
                "iam-provisioner.aws.attempt-timeout",
                attemptTimeout,
                "iam-provisioner.aws.call-timeout",
                "60s",
                "iam-provisioner.aws.attempts",
                "1"))
        .build()
        .getConfigMapping(IamProvisionerConfig.class);
  }
}
