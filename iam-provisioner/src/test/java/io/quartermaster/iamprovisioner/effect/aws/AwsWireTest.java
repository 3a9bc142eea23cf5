package io.quartermaster.iamprovisioner.effect.aws;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.ACCOUNT;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.OLD_UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.desired;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.AccessFixtures;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlan;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.decision.plan.Mode;
import io.quartermaster.iamprovisioner.decision.policy.PermissionsPolicy;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.effect.IamGateway.Observation;
import io.quartermaster.iamprovisioner.effect.IamGateway.StepResult;
import io.quartermaster.step.StepFailure;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Responses of other servers with the IAM protocol, on the wire. */
class AwsWireTest {
  private static final DesiredAccess DESIRED = aDesiredAccess();
  private static final String ROLE = DESIRED.role().text();
  private static final String TAGS =
      "<Tags><member><Key>quartermaster:instance</Key><Value>" + UID + "</Value></member></Tags>";
  private static final String NAMES =
      "<Path>/</Path><RoleName>QDeveloperAccess</RoleName><RoleId>AROA1</RoleId>";

  private CannedIam iam;
  private SandboxIam.Adapter adapter;
  private IamGateway gateway;

  @BeforeEach
  void aConvergedAccount() throws IOException {
    iam = new CannedIam();
    var key = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAX", "secret"));
    adapter = new SandboxIam.Adapter(iam.url(), key, Map.of());
    gateway = adapter.gateway();
    caller("<Arn>arn:aws:iam::%s:user/us</Arn><Account>%s</Account>".formatted(ACCOUNT, ACCOUNT));
    iam.result(
        "GetOpenIDConnectProvider",
        "<ClientIDList><member>" + DESIRED.audience() + "</member></ClientIDList>" + TAGS);
    role(NAMES + arn(ROLE) + trust() + settings() + TAGS);
    iam.result(
        "ListRolePolicies",
        "<PolicyNames><member>gitlab-duo-amazon-q-policy</member></PolicyNames>");
    iam.result("ListAttachedRolePolicies", "<AttachedPolicies/>");
    iam.result(
        "GetRolePolicy",
        "<RoleName>QDeveloperAccess</RoleName><PolicyName>gitlab-duo-amazon-q-policy</PolicyName>"
            + "<PolicyDocument>"
            + encoded(PermissionsPolicy.CURRENT.document("aws"))
            + "</PolicyDocument>");
  }

  @AfterEach
  void stop() {
    adapter.close();
    iam.close();
  }

  @Test
  void findsNoDriftInDocumentsEncodedByAws() {
    assertThat(steps()).isEmpty();
  }

  @Test
  void signsForTheRegionOfTheGlobalEndpoint() {
    steps();

    assertThat(iam.requests())
        .extracting(CannedIam.Request::authorization)
        .allMatch(
            scope ->
                scope.contains("/us-east-1/iam/aws4_request")
                    || scope.contains("/us-east-1/sts/aws4_request"));
  }

  @Test
  void settlesWhenARoleHasItsUniqueIdAsArn() {
    role(NAMES + arn("AROAEXAMPLE") + trust() + settings() + TAGS);

    assertThat(failure()).isInstanceOf(StepFailure.Settling.class);
  }

  @Test
  void refusesARoleOfAnotherAccountWithCredentialsOfTheRightOne() {
    role(NAMES + arn(ROLE.replace(ACCOUNT, "999999999999")) + trust() + settings() + TAGS);

    assertThat(failure().code()).isEqualTo("wrong_aws_account");
  }

  @Test
  void takesMissingPathAndNameFromTheArn() {
    RoleArn deep = new RoleArn("aws", ACCOUNT, "/division/team/", "QDeveloperAccess");
    role("<RoleId>AROA1</RoleId>" + arn(deep.text()) + trust() + settings() + TAGS);

    ObservedAccess.Role seen =
        seen(desired(deep, DESIRED.providerUrl(), DESIRED.audience())).role();

    assertThat(seen).isNotNull();
    assertThat(seen.path()).isEqualTo("/division/team/");
    assertThat(seen.name()).isEqualTo("QDeveloperAccess");
  }

  @Test
  void takesAwsDefaultsForMissingRoleSettings() {
    role(NAMES + arn(ROLE));

    ObservedAccess.Role seen = seen(DESIRED).role();

    assertThat(seen).isNotNull();
    assertThat(seen.settings().trustDocument()).isEmpty();
    assertThat(seen.settings().description()).isEmpty();
    assertThat(seen.settings().sessionSeconds()).isEqualTo(3600);
    assertThat(seen.settings().boundaryArn()).isNull();
    assertThat(seen.owner()).isEmpty();
  }

  @Test
  void takesMissingListsAsEmpty() {
    iam.result("GetOpenIDConnectProvider", "");
    iam.result("ListRolePolicies", "");
    iam.result("ListAttachedRolePolicies", "");

    ObservedAccess seen = seen(DESIRED);

    assertThat(seen.provider()).isNotNull();
    assertThat(seen.provider().audiences()).isEmpty();
    assertThat(seen.role()).isNotNull();
    assertThat(seen.role().policies().inline()).isEmpty();
    assertThat(seen.role().policies().attached()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<Account>%s</Account>", "<Arn>arn:aws:sts::%s:assumed-role/r/s</Arn>"})
  void readsTheAccountOfTheCallerFromArnOrAccount(String answer) {
    caller(answer.formatted(ACCOUNT));
    assertThat(gateway.observe(DESIRED)).isInstanceOf(Observation.Observed.class);

    caller(answer.formatted("999999999999"));
    assertThat(failure().detail()).contains(ACCOUNT, "999999999999");
  }

  @Test
  void ignoresLetterCaseInTagKeysOfRoles() {
    role(NAMES + arn(ROLE) + trust() + settings() + TAGS.replace("quartermaster", "Quartermaster"));

    assertThat(steps()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchEntity",
    "404, NoSuchEntityException",
  })
  void findsNoRoleWithEitherFormOfTheErrorCode(int status, String code) {
    iam.error("GetRole", status, code, "The role with name X cannot be found.");

    assertThat(seen(DESIRED).role()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>",
        "<ErrorResponse><Error><Code>NoSuchEntity</Code><Message/></Error></ErrorResponse>"
      })
  void readsErrorsWithoutNamespaceTypeAndMessage(String body) {
    iam.raw("GetRole", 404, body);

    assertThat(seen(DESIRED).role()).isNull();
  }

  @Test
  void namesThePreviousProviderThatCannotBeRead() {
    String previous = AccessFixtures.providerArn(OLD_UID);
    iam.error("GetOpenIDConnectProvider " + previous, 403, "AccessDenied", "no");

    StepFailure failure =
        ((Observation.Failed) gateway.observe(AccessFixtures.aRestoredInstance())).failure();

    assertThat(failure.detail()).contains(previous).doesNotContain(DESIRED.providerArn());
    assertThat(failure.remedy()).contains(previous).doesNotContain(DESIRED.providerArn());
  }

  @Test
  void reportsThatAResourceAlreadyExists() {
    iam.error("CreateRole", 409, "EntityAlreadyExists", "Role with name X already exists.");
    AccessStep create =
        new AccessStep.CreateRole(
            DESIRED.role(),
            new ObservedAccess.RoleSettings(
                DESIRED.trustDocument(), "d", 43_200, null, DESIRED.tags()));

    assertThat(gateway.apply(DESIRED, create)).isEqualTo(new StepResult.AlreadyExists());
  }

  @ParameterizedTest
  @CsvSource({
    "Invalid principal in policy: \"Federated\":\"x\", trust_principal_unknown",
    "Federated principals must be valid domain names or SAML metadata ARNs, trust_policy_rejected",
    "Missing required tenancy claim for the shared OIDC provider, trust_policy_rejected",
  })
  void namesTheProviderWhenAwsRejectsTheTrustPolicy(String message, String code) {
    iam.error("UpdateAssumeRolePolicy", 400, "MalformedPolicyDocument", message);
    AccessStep update = new AccessStep.UpdateTrust(DESIRED.role().name(), DESIRED.trustDocument());

    assertThat(gateway.apply(DESIRED, update))
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed -> {
              assertThat(failed.failure().code()).isEqualTo(code);
              assertThat(failed.failure().detail() + failed.failure().remedy())
                  .contains("auth.token.gitlab.com")
                  .doesNotContain(message);
            });
  }

  @Test
  void sendsDocumentsUnencoded() {
    iam.raw("UpdateAssumeRolePolicy", 200, "<UpdateAssumeRolePolicyResponse/>");

    gateway.apply(
        DESIRED, new AccessStep.UpdateTrust(DESIRED.role().name(), DESIRED.trustDocument()));

    assertThat(iam.requests())
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.parameters())
                    .containsEntry("PolicyDocument", DESIRED.trustDocument())
                    .containsEntry("Version", "2010-05-08"));
  }

  private void caller(String xml) {
    iam.result("GetCallerIdentity", xml);
  }

  private void role(String xml) {
    iam.result("GetRole", "<Role>" + xml + "</Role>");
  }

  private ObservedAccess seen(DesiredAccess desired) {
    return ((Observation.Observed) gateway.observe(desired)).access();
  }

  private StepFailure failure() {
    return ((Observation.Failed) gateway.observe(DESIRED)).failure();
  }

  private Iterable<AccessStep> steps() {
    return ((AccessPlan.Apply) new AccessPlanner(Mode.MANAGE).plan(DESIRED, seen(DESIRED))).steps();
  }

  private static String arn(String arn) {
    return "<Arn>" + arn + "</Arn>";
  }

  private static String settings() {
    return "<Description>%s</Description><MaxSessionDuration>43200</MaxSessionDuration>"
        .formatted(DESIRED.description());
  }

  private static String trust() {
    return "<AssumeRolePolicyDocument>"
        + encoded(DESIRED.trustDocument())
        + "</AssumeRolePolicyDocument>";
  }

  /** RFC 3986: a blank is %20. */
  private static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
