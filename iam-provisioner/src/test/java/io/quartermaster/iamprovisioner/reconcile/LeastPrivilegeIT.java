package io.quartermaster.iamprovisioner.reconcile;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.INLINE;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.MANAGED;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aPreviousRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aRestoredInstance;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.anAccessWith;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.anUnwantedAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.anUnwantedAccessAfter;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.theInstanceBefore;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.ADOPT;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.MANAGE;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.iamprovisioner.decision.AccessRules;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.PreviousRole;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import io.quartermaster.iamprovisioner.effect.aws.SandboxIam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The policies in deploy/iam against the journal of the sandbox: the service calls nothing that
 * they do not allow, and they allow nothing that it does not call.
 */
class LeastPrivilegeIT {
  private static final DesiredAccess DESIRED = aDesiredAccess();
  private static final String ROLE = DESIRED.role().name();
  private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  /** AWS allows it to everybody. */
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
  void verifyingOnlyReads() {
    loop.converge(MANAGE, DESIRED);
    aws.forgetCalls();
    loop.run(VERIFY, DESIRED);
    note();

    assertThat(called).isEqualTo(allowed("verify"));
  }

  @Test
  void managingAndAdoptingWithAnInlinePolicy() {
    converge(DESIRED);

    assertThat(called).isEqualTo(allowed("inline"));
  }

  @Test
  void managingAndAdoptingWithTheManagedPolicy() {
    converge(aDesiredAccess(AccessRules.of(new Grant.Managed())));

    assertThat(called).isEqualTo(allowed("managed"));
  }

  @Test
  void aBoundaryNeedsItsOwnCallBesides() {
    converge(aDesiredAccess(new AccessRules(INLINE, null, READ_ONLY, false)));

    assertThat(called).isEqualTo(allowed("inline", "boundary"));
  }

  @Test
  void exclusivenessNeedsRemovals() {
    DesiredAccess desired = aDesiredAccess(new AccessRules(INLINE, null, null, true));
    converge(desired);
    spoil();
    loop.converge(MANAGE, desired);
    note();

    assertThat(called).isEqualTo(allowed("inline", "exclusive"));
  }

  @Test
  void aRestoredInstanceNeedsToDeleteItsProviderOfBefore() {
    converge(DESIRED);
    aws.reset();
    loop.converge(MANAGE, theInstanceBefore());
    aws.forgetCalls();
    loop.converge(MANAGE, aRestoredInstance());
    note();

    assertThat(called).isEqualTo(allowed("inline", "restore"));
  }

  @Test
  void takingDownNeedsItsOwnCallsBesidesThoseOfLooking() {
    for (boolean shared : new boolean[] {true, false}) {
      aws.reset();
      loop.converge(MANAGE, DESIRED);
      spoil();
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
      loop.converge(MANAGE, anUnwantedAccess());
      note();
    }

    Set<String> expected = allowed("verify", "teardown");
    expected.remove("GetRolePolicy");
    assertThat(called).isEqualTo(expected);
  }

  @Test
  void takingDownARoleOfBeforeNeedsThatOnItToo() {
    PreviousRole before = aPreviousRole(UID, "QBefore");
    String name = before.role().name();
    loop.converge(MANAGE, anAccessWith(before.role()));
    aws.person().attachRolePolicy(ask -> ask.roleName(name).policyArn(MANAGED));
    aws.person().createInstanceProfile(ask -> ask.instanceProfileName("profile"));
    aws.person().addRoleToInstanceProfile(ask -> ask.instanceProfileName("profile").roleName(name));
    loop.converge(MANAGE, DESIRED);
    aws.forgetCalls();

    loop.converge(MANAGE, anUnwantedAccessAfter(before));

    Set<String> expected = allowed("previous-role");
    // Judged by the profile, and allowed on every one of them in teardown.json.
    expected.add("RemoveRoleFromInstanceProfile");
    assertThat(new TreeSet<>(aws.callsOn(name))).isEqualTo(expected);
  }

  /** Makes it from nothing, repairs everything, and takes over what is there without an owner. */
  private void converge(DesiredAccess desired) {
    loop.converge(MANAGE, desired);
    note();
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
    note();
    loop.converge(MANAGE, desired);
    note();
  }

  /** Somebody adds something foreign to everything. */
  private void spoil() {
    aws.person()
        .putRolePolicy(
            ask ->
                ask.roleName(ROLE)
                    .policyName("foreign")
                    .policyDocument(
                        """
                        {"Version":"2012-10-17","Statement":[\
                        {"Effect":"Deny","Action":"s3:*","Resource":"*"}]}"""));
    aws.person().attachRolePolicy(ask -> ask.roleName(ROLE).policyArn(MANAGED));
    aws.person()
        .addClientIDToOpenIDConnectProvider(
            ask -> ask.openIDConnectProviderArn(DESIRED.providerArn()).clientID("foreign"));
    aws.forgetCalls();
  }

  private void note() {
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
