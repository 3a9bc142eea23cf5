package io.quartermaster.sandbox.aws.iam;

import static io.quartermaster.sandbox.aws.protocol.Constraints.ARN;
import static io.quartermaster.sandbox.aws.protocol.Constraints.DESCRIPTION;
import static io.quartermaster.sandbox.aws.protocol.Constraints.DOCUMENT;
import static io.quartermaster.sandbox.aws.protocol.Constraints.PATH;
import static io.quartermaster.sandbox.aws.protocol.Constraints.ROLE_NAME;

import io.quartermaster.sandbox.aws.protocol.AwsRefusal;
import io.quartermaster.sandbox.aws.protocol.Constraints;
import io.quartermaster.sandbox.aws.protocol.Page;
import io.quartermaster.sandbox.aws.protocol.Tag;
import io.quartermaster.sandbox.aws.protocol.Tags;
import io.quartermaster.sandbox.aws.protocol.Xml;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;

/** The operations on roles themselves. */
final class RoleOperations {

  private static final int SHORTEST = 3600;
  private static final int LONGEST = 43200;
  private static final int MAXIMUM_ROLES = 1000;
  private static final String NAME = "RoleName";

  private RoleOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.returning("CreateRole", RoleOperations::create),
        Operation.returning("GetRole", RoleOperations::get),
        Operation.returning("ListRoles", RoleOperations::list),
        Operation.returning("UpdateRole", (call, xml) -> update(call)),
        Operation.returningNothing("UpdateAssumeRolePolicy", RoleOperations::updateTrust),
        Operation.returningNothing("DeleteRole", RoleOperations::delete),
        Operation.returningNothing("TagRole", RoleOperations::tag),
        Operation.returningNothing("UntagRole", RoleOperations::untag));
  }

  private static void create(Invocation call, Xml xml) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String path = constraints.optional("Path", PATH, "/");
    String trust = constraints.required("AssumeRolePolicyDocument", DOCUMENT);
    String description = constraints.optional("Description", DESCRIPTION);
    int duration = constraints.number("MaxSessionDuration", SHORTEST, LONGEST, SHORTEST);
    String boundary = constraints.optional("PermissionsBoundary", ARN);
    List<Tag> tags = constraints.tags();
    constraints.verify();
    Account account = call.current();
    if (path.startsWith(Role.SERVICE_LINKED)) {
      throw AwsRefusal.invalidInput(
          "Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles");
    }
    if (path.startsWith(Role.IDENTITY_CENTER)) {
      throw Invocation.onlyModifiableByAws(name);
    }
    if (account.role(name).isPresent()) {
      throw AwsRefusal.alreadyExists("Role with name " + name + " already exists.");
    }
    if (account.roles().size() >= MAXIMUM_ROLES) {
      throw AwsRefusal.limitExceeded("Cannot exceed quota for RolesPerAccount: " + MAXIMUM_ROLES);
    }
    TrustCheck.check(call, trust);
    if (boundary != null) {
      RolePolicyOperations.requireBoundary(boundary);
    }
    Role role =
        new Role(
            new Role.Identity(
                name,
                path,
                call.state().uniqueId("AROA"),
                call.state().arn("role", path, name),
                call.state().now().truncatedTo(ChronoUnit.SECONDS)),
            trust,
            description,
            duration,
            boundary,
            Tags.OF_ROLES.merge(List.of(), tags),
            new TreeMap<>(),
            List.of());
    call.save(role);
    xml.element("Role", role::write);
  }

  private static void get(Invocation call, Xml xml) {
    Role role = Invocation.role(call.seen(), name(call.constraints()));
    xml.element("Role", role::write);
  }

  private static void list(Invocation call, Xml xml) {
    Page.Selection selection = Page.Selection.of(call.constraints());
    Page<Role> page =
        selection.cut(
            List.copyOf(call.seen().roles().values()),
            role -> role.name().toLowerCase(Locale.ROOT));
    xml.list("Roles", page.items(), role -> role.writeSummary(xml));
    page.writeEnd(xml);
  }

  private static void update(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String description = constraints.optional("Description", DESCRIPTION);
    int duration = constraints.number("MaxSessionDuration", SHORTEST, LONGEST, SHORTEST);
    constraints.verify();
    Role role = call.roleToChange(name);
    call.save(role.with(description == null ? role.description() : description, duration));
  }

  private static void updateTrust(Invocation call) {
    Constraints constraints = call.constraints();
    String trust = constraints.required("PolicyDocument", DOCUMENT);
    Role role = call.roleToChange(name(constraints));
    TrustCheck.check(call, trust);
    call.save(role.withTrust(trust));
  }

  private static void delete(Invocation call) {
    Role role = call.roleToChange(name(call.constraints()));
    boolean inProfile =
        call.current().instanceProfiles().values().stream()
            .anyMatch(profile -> Objects.equals(profile.roleName(), role.name()));
    if (inProfile) {
      throw AwsRefusal.deleteConflict(
          "Cannot delete entity, must remove roles from instance profile first.");
    }
    if (!role.attached().isEmpty()) {
      throw AwsRefusal.deleteConflict("Cannot delete entity, must detach all policies first.");
    }
    if (!role.inline().isEmpty()) {
      throw AwsRefusal.deleteConflict("Cannot delete entity, must delete policies first.");
    }
    call.save(call.current().withoutRole(role.name()));
  }

  private static void tag(Invocation call) {
    Constraints constraints = call.constraints();
    List<Tag> tags = constraints.requiredTags();
    Role role = call.roleToChange(name(constraints));
    call.save(role.withTags(Tags.OF_ROLES.merge(role.tags(), tags)));
  }

  private static void untag(Invocation call) {
    Constraints constraints = call.constraints();
    List<String> keys = constraints.requiredTagKeys();
    Role role = call.roleToChange(name(constraints));
    call.save(role.withTags(Tags.OF_ROLES.without(role.tags(), keys)));
  }

  private static String name(Constraints constraints) {
    String name = constraints.required(NAME, ROLE_NAME);
    constraints.verify();
    return name;
  }
}
