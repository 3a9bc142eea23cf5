package io.quartermaster.iamprovisioner.reconcile;

import static io.quartermaster.iamprovisioner.AwsAccount.DENY_S3;
import static io.quartermaster.iamprovisioner.AwsAccount.POLICY;
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
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.quartermaster.iamprovisioner.decision.AccessRules;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.PreviousResources;
import io.quartermaster.iamprovisioner.decision.plan.Mode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * All work of several steps in AWS, to be interrupted at each of them.
 *
 * @param before creates the initial state
 * @param writes the steps without an interruption, in order
 */
record InterruptedWork(
    String name,
    Consumer<SandboxLoop> before,
    Mode mode,
    DesiredAccess desired,
    List<String> writes) {
  private static final DesiredAccess DESIRED = aDesiredAccess();
  private static final String ROLE = DESIRED.role().name();
  private static final PreviousResources.Role PREVIOUS = aPreviousRole(UID, "QPrevious");
  private static final AccessRules STRICT =
      new AccessRules(INLINE, "ours", READ_ONLY, true, Map.of());

  enum Interruption {
    KILLED_BEFORE_THE_CALL,
    KILLED_AFTER_THE_EFFECT,
    CUT_BEFORE_THE_EFFECT,
    CUT_AFTER_THE_EFFECT
  }

  static Stream<InterruptedWork> all() {
    return Stream.concat(provisioning(), teardowns());
  }

  private static Stream<InterruptedWork> provisioning() {
    return Stream.of(
        new InterruptedWork(
            "first convergence",
            loop -> {},
            MANAGE,
            DESIRED,
            List.of("CreateOpenIDConnectProvider", "CreateRole", "PutRolePolicy")),
        new InterruptedWork(
            "adoption",
            loop -> createByHand(loop.aws().person()),
            ADOPT,
            DESIRED,
            List.of(
                "TagOpenIDConnectProvider",
                "AddClientIDToOpenIDConnectProvider",
                "TagRole",
                "UpdateAssumeRolePolicy",
                "UpdateRole",
                "PutRolePolicy")),
        new InterruptedWork(
            "repair",
            InterruptedWork::breakEverything,
            MANAGE,
            aDesiredAccess(STRICT),
            List.of(
                "AddClientIDToOpenIDConnectProvider",
                "RemoveClientIDFromOpenIDConnectProvider",
                "UpdateAssumeRolePolicy",
                "UpdateRole",
                "PutRolePermissionsBoundary",
                "PutRolePolicy",
                "DeleteRolePolicy",
                "DetachRolePolicy")),
        new InterruptedWork(
            "move to a new uid",
            loop -> loop.converge(MANAGE, thePreviousInstance()),
            MANAGE,
            aRestoredInstance(),
            List.of(
                "CreateOpenIDConnectProvider",
                "TagRole",
                "UpdateAssumeRolePolicy",
                "UpdateRole",
                "DeleteOpenIDConnectProvider")));
  }

  private static Stream<InterruptedWork> teardowns() {
    return Stream.of(
        new InterruptedWork(
            "teardown",
            InterruptedWork::createWithEverything,
            MANAGE,
            aTeardown(),
            List.of(
                "DeleteRolePolicy",
                "DeleteRolePolicy",
                "DetachRolePolicy",
                "RemoveRoleFromInstanceProfile",
                "DeleteRole",
                "DeleteOpenIDConnectProvider")),
        new InterruptedWork(
            "teardown with a previous role",
            InterruptedWork::createWithAPreviousRole,
            MANAGE,
            aTeardownWithPreviousRoles(PREVIOUS),
            List.of(
                "DeleteRolePolicy",
                "DeleteRole",
                "DeleteRolePolicy",
                "DeleteRolePolicy",
                "DetachRolePolicy",
                "RemoveRoleFromInstanceProfile",
                "DeleteRole",
                "DeleteOpenIDConnectProvider")));
  }

  static Stream<Arguments> atEachStep() {
    return all()
        .flatMap(
            work ->
                IntStream.rangeClosed(1, work.writes.size())
                    .boxed()
                    .flatMap(
                        step ->
                            Stream.of(Interruption.values())
                                .map(
                                    how ->
                                        argumentSet(
                                            "%s, step %d %s, %s"
                                                .formatted(
                                                    work.name,
                                                    step,
                                                    work.writes.get(step - 1),
                                                    how),
                                            work,
                                            step,
                                            how))));
  }

  /** The action of a step, counted from 1. */
  String action(int step) {
    return writes.get(step - 1);
  }

  private static void createByHand(IamClient person) {
    person.createOpenIDConnectProvider(
        ask -> ask.url(DESIRED.providerUrl().toString()).clientIDList("another"));
    person.createRole(
        ask ->
            ask.roleName(ROLE)
                .assumeRolePolicyDocument(DESIRED.trustDocument().replace(":aud\"", "\"")));
  }

  private static void breakEverything(SandboxLoop loop) {
    loop.converge(MANAGE, aDesiredAccess(STRICT));
    IamClient person = loop.aws().person();
    String provider = DESIRED.providerArn();
    person.addClientIDToOpenIDConnectProvider(
        ask -> ask.openIDConnectProviderArn(provider).clientID("foreign"));
    person.removeClientIDFromOpenIDConnectProvider(
        ask -> ask.openIDConnectProviderArn(provider).clientID(DESIRED.audience()));
    person.updateAssumeRolePolicy(
        ask -> ask.roleName(ROLE).policyDocument(DESIRED.trustDocument().replace(":aud\"", "\"")));
    person.updateRole(ask -> ask.roleName(ROLE).description("mine"));
    person.deleteRolePermissionsBoundary(ask -> ask.roleName(ROLE));
    person.deleteRolePolicy(ask -> ask.roleName(ROLE).policyName(POLICY));
    addForeignPolicies(person, ROLE);
  }

  private static void createWithEverything(SandboxLoop loop) {
    loop.converge(MANAGE, DESIRED);
    addEverything(loop.aws().person(), ROLE);
  }

  private static void createWithAPreviousRole(SandboxLoop loop) {
    loop.converge(MANAGE, anAccessWith(PREVIOUS.arn()));
    addEverything(loop.aws().person(), PREVIOUS.arn().name());
    loop.converge(MANAGE, DESIRED);
  }

  private static void addEverything(IamClient person, String role) {
    addForeignPolicies(person, role);
    person.createInstanceProfile(ask -> ask.instanceProfileName("p"));
    person.addRoleToInstanceProfile(ask -> ask.instanceProfileName("p").roleName(role));
  }

  private static void addForeignPolicies(IamClient person, String role) {
    person.putRolePolicy(ask -> ask.roleName(role).policyName("foreign").policyDocument(DENY_S3));
    person.attachRolePolicy(ask -> ask.roleName(role).policyArn(MANAGED));
  }
}
