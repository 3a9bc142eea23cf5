package io.quartermaster.sandbox.aws.iam;

import static io.quartermaster.sandbox.aws.protocol.Constraints.PATH;
import static io.quartermaster.sandbox.aws.protocol.Constraints.POLICY_NAME;
import static io.quartermaster.sandbox.aws.protocol.Constraints.ROLE_NAME;

import io.quartermaster.sandbox.aws.protocol.AwsRefusal;
import io.quartermaster.sandbox.aws.protocol.Constraints;
import io.quartermaster.sandbox.aws.protocol.Page;
import io.quartermaster.sandbox.aws.protocol.Xml;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** Instance profiles, to the extent that they prevent the deletion of a role. */
final class InstanceProfileOperations {

  private static final String NAME = "InstanceProfileName";

  private InstanceProfileOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.returning("CreateInstanceProfile", InstanceProfileOperations::create),
        Operation.returningNothing("AddRoleToInstanceProfile", InstanceProfileOperations::addRole),
        Operation.returningNothing(
            "RemoveRoleFromInstanceProfile", InstanceProfileOperations::removeRole),
        Operation.returning("ListInstanceProfilesForRole", InstanceProfileOperations::listForRole));
  }

  private static void create(Invocation call, Xml xml) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, POLICY_NAME);
    String path = constraints.optional("Path", PATH, "/");
    constraints.verify();
    if (call.current().instanceProfile(name).isPresent()) {
      throw AwsRefusal.alreadyExists("Instance Profile " + name + " already exists.");
    }
    InstanceProfile profile =
        new InstanceProfile(
            call.state().arn("instance-profile", path, name),
            name,
            path,
            call.state().uniqueId("AIPA"),
            call.state().now().truncatedTo(ChronoUnit.SECONDS),
            null);
    call.save(call.current().with(profile));
    xml.element("InstanceProfile", p -> write(p, profile, call.current()));
  }

  private static void addRole(Invocation call) {
    Constraints constraints = call.constraints();
    String role = constraints.required("RoleName", ROLE_NAME);
    InstanceProfile profile = profile(call, constraints);
    String stored = Invocation.role(call.current(), role).name();
    if (profile.roleName() != null) {
      throw AwsRefusal.limitExceeded(
          "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
    }
    call.save(call.current().with(profile.withRole(stored)));
  }

  private static void removeRole(Invocation call) {
    Constraints constraints = call.constraints();
    String role = constraints.required("RoleName", ROLE_NAME);
    InstanceProfile profile = profile(call, constraints);
    String stored = Invocation.role(call.current(), role).name();
    if (!Objects.equals(profile.roleName(), stored)) {
      throw AwsRefusal.noSuchEntity(
          "Role with name " + role + " is not in Instance Profile " + profile.name() + ".");
    }
    call.save(call.current().with(profile.withRole(null)));
  }

  private static void listForRole(Invocation call, Xml xml) {
    Constraints constraints = call.constraints();
    String name = constraints.required("RoleName", ROLE_NAME);
    Page.Selection selection = Page.Selection.of(constraints);
    Account account = call.seen();
    String stored = Invocation.role(account, name).name();
    List<InstanceProfile> profiles =
        account.instanceProfiles().values().stream()
            .filter(profile -> Objects.equals(profile.roleName(), stored))
            .toList();
    Page<InstanceProfile> page = selection.cut(profiles, InstanceProfile::name);
    xml.list("InstanceProfiles", page.items(), profile -> write(xml, profile, account));
    page.writeEnd(xml);
  }

  private static InstanceProfile profile(Invocation call, Constraints constraints) {
    String name = constraints.required(NAME, POLICY_NAME);
    constraints.verify();
    return call.current()
        .instanceProfile(name)
        .orElseThrow(
            () -> AwsRefusal.noSuchEntity("Instance Profile " + name + " cannot be found."));
  }

  private static void write(Xml xml, InstanceProfile profile, Account account) {
    String roleName = profile.roleName();
    List<Role> roles = roleName == null ? List.of() : account.role(roleName).stream().toList();
    xml.text("Path", profile.path())
        .text(NAME, profile.name())
        .text("InstanceProfileId", profile.id())
        .text("Arn", profile.arn())
        .text("CreateDate", profile.createdAt())
        .list("Roles", roles, role -> role.writeSummary(xml));
  }
}
