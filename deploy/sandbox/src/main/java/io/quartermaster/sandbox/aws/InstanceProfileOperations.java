package io.quartermaster.sandbox.aws;

import static io.quartermaster.sandbox.aws.Constraints.PATH;
import static io.quartermaster.sandbox.aws.Constraints.POLICY_NAME;
import static io.quartermaster.sandbox.aws.Constraints.ROLE_NAME;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** Instance profiles, as far as they stand in the way of deleting a role. */
final class InstanceProfileOperations {

  private static final String NAME = "InstanceProfileName";

  private InstanceProfileOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.returning("CreateInstanceProfile", InstanceProfileOperations::create),
        Operation.voiding("DeleteInstanceProfile", InstanceProfileOperations::delete),
        Operation.voiding("AddRoleToInstanceProfile", InstanceProfileOperations::addRole),
        Operation.voiding("RemoveRoleFromInstanceProfile", InstanceProfileOperations::removeRole),
        Operation.returning("ListInstanceProfilesForRole", InstanceProfileOperations::listForRole));
  }

  private static String create(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, POLICY_NAME);
    String path = constraints.optional("Path", PATH, "/");
    List<Tag> tags = constraints.tags();
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
            Tags.OF_PROVIDERS.merge(List.of(), tags),
            call.now().truncatedTo(ChronoUnit.SECONDS),
            null);
    call.save(call.current().withInstanceProfile(profile));
    return Xml.of(xml -> xml.element("InstanceProfile", p -> write(p, profile, call.current())));
  }

  private static void delete(Invocation call) {
    InstanceProfile profile = profile(call, call.constraints());
    if (profile.roleName() != null) {
      throw AwsRefusal.deleteConflict(
          "Cannot delete entity, must remove roles from instance profile first.");
    }
    call.save(call.current().withoutInstanceProfile(profile.name()));
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
    call.save(call.current().withInstanceProfile(profile.withRole(stored)));
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
    call.save(call.current().withInstanceProfile(profile.withRole(null)));
  }

  private static String listForRole(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required("RoleName", ROLE_NAME);
    AwsAccount account = call.seen();
    String stored = account.role(name).map(Role::name).orElse("");
    List<InstanceProfile> profiles =
        account.instanceProfiles().values().stream()
            .filter(profile -> Objects.equals(profile.roleName(), stored))
            .toList();
    Page<InstanceProfile> page = Page.of(call, constraints, profiles, InstanceProfile::name);
    Invocation.role(account, name);
    return Xml.of(
        xml -> {
          xml.list("InstanceProfiles", page.items(), profile -> write(xml, profile, account));
          page.truncation(xml);
        });
  }

  private static InstanceProfile profile(Invocation call, Constraints constraints) {
    String name = constraints.required(NAME, POLICY_NAME);
    constraints.verify();
    return call.current()
        .instanceProfile(name)
        .orElseThrow(
            () -> AwsRefusal.noSuchEntity("Instance Profile " + name + " cannot be found."));
  }

  private static void write(Xml xml, InstanceProfile profile, AwsAccount account) {
    String roleName = profile.roleName();
    List<Role> roles = roleName == null ? List.of() : account.role(roleName).stream().toList();
    xml.text("Path", profile.path())
        .text(NAME, profile.name())
        .text("InstanceProfileId", profile.id())
        .text("Arn", profile.arn())
        .text("CreateDate", profile.createdAt())
        .list("Roles", roles, role -> RoleXml.summary(xml, role));
    if (!profile.tags().isEmpty()) {
      xml.tags(profile.tags());
    }
  }
}
