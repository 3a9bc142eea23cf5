package io.quartermaster.iamprovisioner.reconcile;

import static io.quartermaster.iamprovisioner.AwsAccount.DENY_S3;
import static io.quartermaster.iamprovisioner.AwsAccount.READ_ONLY;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.INLINE;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.MANAGED;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aPreviousRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aRestoredInstance;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aTeardown;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aTeardownWithPreviousRoles;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.anAccessWith;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.thePreviousInstance;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.ADOPT;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.MANAGE;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.iamprovisioner.decision.AccessRules;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.PreviousResources;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import io.quartermaster.iamprovisioner.effect.aws.SandboxIam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The policies in deploy/iam allow exactly the calls that the service makes. */
class LeastPrivilegeIT {
  private static final DesiredAccess DESIRED = aDesiredAccess();
  private static final String ROLE = DESIRED.role().name();

  /** AWS always allows it. */
  private static final String FREE = "GetCallerIdentity";

  private static SandboxIam aws;

  private final Set<String> called = new TreeSet<>();
  private SandboxLoop loop;

  @BeforeAll
  static void start() {
    aws = SandboxIam.start();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @BeforeEach
  void anEmptyAccount() {
    aws.reset();
    loop = new SandboxLoop(aws);
  }

  @Test
  void verifyModeOnlyReads() {
    loop.converge(MANAGE, DESIRED);
    aws.forgetCalls();
    loop.run(VERIFY, DESIRED);
    recordCalls();

    assertThat(called).isEqualTo(allowed("verify"));
  }

  @Test
  void allowsManagingAndAdoptingWithAnInlinePolicy() {
    converge(DESIRED);

    assertThat(called).isEqualTo(allowed("inline"));
  }

  @Test
  void allowsManagingAndAdoptingWithTheManagedPolicy() {
    converge(aDesiredAccess(AccessRules.of(new Grant.Managed())));

    assertThat(called).isEqualTo(allowed("managed"));
  }

  @Test
  void allowsAPermissionsBoundary() {
    converge(aDesiredAccess(new AccessRules(INLINE, null, READ_ONLY, false, Map.of())));

    assertThat(called).isEqualTo(allowed("inline", "boundary"));
  }

  @Test
  void allowsRemovalsInExclusiveMode() {
    DesiredAccess desired = aDesiredAccess(new AccessRules(INLINE, null, null, true, Map.of()));
    converge(desired);
    addForeignResources();
    loop.converge(MANAGE, desired);
    recordCalls();

    assertThat(called).isEqualTo(allowed("inline", "exclusive"));
  }

  @Test
  void allowsDeletingThePreviousProvider() {
    converge(DESIRED);
    aws.reset();
    loop.converge(MANAGE, thePreviousInstance());
    aws.forgetCalls();
    loop.converge(MANAGE, aRestoredInstance());
    recordCalls();

    assertThat(called).isEqualTo(allowed("inline", "restore"));
  }

  @Test
  void allowsATeardown() {
    for (boolean shared : new boolean[] {true, false}) {
      aws.reset();
      loop.converge(MANAGE, DESIRED);
      addForeignResources();
      if (!shared) {
        aws.person()
            .removeClientIDFromOpenIDConnectProvider(
                ask -> ask.openIDConnectProviderArn(DESIRED.providerArn()).clientID("foreign"));
      }
      aws.person().createInstanceProfile(ask -> ask.instanceProfileName("profile-" + shared));
      aws.person()
          .addRoleToInstanceProfile(
              ask -> ask.instanceProfileName("profile-" + shared).roleName(ROLE));
      aws.forgetCalls();
      loop.converge(MANAGE, aTeardown());
      recordCalls();
    }

    Set<String> expected = allowed("verify", "teardown");
    expected.remove("GetRolePolicy");
    assertThat(called).isEqualTo(expected);
  }

  @Test
  void allowsDeletingAPreviousRoleInATeardown() {
    PreviousResources.Role previous = aPreviousRole(UID, "QPrevious");
    String name = previous.arn().name();
    loop.converge(MANAGE, anAccessWith(previous.arn()));
    aws.person().attachRolePolicy(ask -> ask.roleName(name).policyArn(MANAGED));
    aws.person().createInstanceProfile(ask -> ask.instanceProfileName("profile"));
    aws.person().addRoleToInstanceProfile(ask -> ask.instanceProfileName("profile").roleName(name));
    loop.converge(MANAGE, DESIRED);
    aws.forgetCalls();

    loop.converge(MANAGE, aTeardownWithPreviousRoles(previous));

    Set<String> expected = allowed("previous-role");
    // Authorized by the instance profile, and allowed on all of them in teardown.json.
    expected.add("RemoveRoleFromInstanceProfile");
    assertThat(new TreeSet<>(aws.callsOn(name))).isEqualTo(expected);
  }

  /** Creates, repairs and adopts everything. */
  private void converge(DesiredAccess desired) {
    loop.converge(MANAGE, desired);
    recordCalls();
    aws.reset();
    aws.person()
        .createOpenIDConnectProvider(
            ask -> ask.url(desired.providerUrl().toString()).clientIDList("another"));
    aws.person()
        .createRole(
            ask ->
                ask.roleName(ROLE)
                    .assumeRolePolicyDocument(desired.trustDocument().replace(":aud\"", "\"")));
    aws.forgetCalls();
    loop.converge(ADOPT, desired);
    recordCalls();
    loop.converge(MANAGE, desired);
    recordCalls();
  }

  private void addForeignResources() {
    aws.person()
        .putRolePolicy(ask -> ask.roleName(ROLE).policyName("foreign").policyDocument(DENY_S3));
    aws.person().attachRolePolicy(ask -> ask.roleName(ROLE).policyArn(MANAGED));
    aws.person()
        .addClientIDToOpenIDConnectProvider(
            ask -> ask.openIDConnectProviderArn(DESIRED.providerArn()).clientID("foreign"));
    aws.forgetCalls();
  }

  private void recordCalls() {
    aws.calls().stream().filter(call -> !call.equals(FREE)).forEach(called::add);
    aws.forgetCalls();
  }

  private static Set<String> allowed(String... policies) {
    Set<String> actions = new TreeSet<>();
    for (String policy : List.of(policies)) {
      for (JsonNode statement : read(policy).get("Statement")) {
        assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
        assertThat(statement.get("Resource").asText()).startsWith("arn:aws:iam::");
        statement
            .get("Action")
            .forEach(action -> actions.add(action.asText().replaceFirst("^iam:", "")));
      }
    }
    return actions;
  }

  private static JsonNode read(String policy) {
    try {
      return new ObjectMapper()
          .readTree(Files.readString(Path.of("..", "deploy", "iam", policy + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
