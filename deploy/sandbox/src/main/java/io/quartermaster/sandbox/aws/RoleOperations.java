package io.quartermaster.sandbox.aws;

import static io.quartermaster.sandbox.aws.Constraints.ARN;
import static io.quartermaster.sandbox.aws.Constraints.DESCRIPTION;
import static io.quartermaster.sandbox.aws.Constraints.DOCUMENT;
import static io.quartermaster.sandbox.aws.Constraints.PATH;
import static io.quartermaster.sandbox.aws.Constraints.PATH_PREFIX;
import static io.quartermaster.sandbox.aws.Constraints.ROLE_NAME;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
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
        Operation.returning("UpdateRole", RoleOperations::update),
        Operation.returning("UpdateRoleDescription", RoleOperations::updateDescription),
        Operation.voiding("UpdateAssumeRolePolicy", RoleOperations::updateTrust),
        Operation.voiding("DeleteRole", RoleOperations::delete),
        Operation.voiding("TagRole", RoleOperations::tag),
        Operation.voiding("UntagRole", RoleOperations::untag),
        Operation.returning("ListRoleTags", RoleOperations::listTags),
        Operation.voiding("PutRolePermissionsBoundary", RoleOperations::putBoundary),
        Operation.voiding("DeleteRolePermissionsBoundary", RoleOperations::deleteBoundary));
  }

  private static String create(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String path = constraints.optional("Path", PATH, "/");
    String trust = constraints.required("AssumeRolePolicyDocument", DOCUMENT);
    String description = constraints.optional("Description", DESCRIPTION);
    int duration = constraints.number("MaxSessionDuration", SHORTEST, LONGEST, SHORTEST);
    String boundary = constraints.optional("PermissionsBoundary", ARN);
    List<Tag> tags = constraints.tags();
    constraints.verify();
    AwsAccount account = call.current();
    if (path.startsWith("/aws-service-role/")) {
      throw AwsRefusal.invalidInput("Path /aws-service-role/ is reserved for AWS services.");
    }
    if (account.role(name).isPresent()) {
      throw AwsRefusal.alreadyExists("Role with name " + name + " already exists.");
    }
    if (account.roles().size() >= MAXIMUM_ROLES) {
      throw AwsRefusal.limitExceeded("Cannot exceed quota for RolesPerAccount: " + MAXIMUM_ROLES);
    }
    TrustCheck.check(call, trust);
    if (boundary != null) {
      requireBoundary(account, boundary);
    }
    Role role =
        new Role(
            name,
            path,
            call.state().uniqueId("AROA"),
            call.state().arn("role", path, name),
            call.now().truncatedTo(ChronoUnit.SECONDS),
            trust,
            description,
            duration,
            boundary,
            Tags.OF_ROLES.merge(List.of(), tags),
            new TreeMap<>(),
            List.of());
    call.save(account.withRole(role));
    return Xml.of(xml -> xml.element("Role", r -> RoleXml.whole(r, role)));
  }

  private static String get(Invocation call) {
    String name = name(call.constraints());
    Role role = Invocation.role(call.seen(), name);
    return Xml.of(xml -> xml.element("Role", r -> RoleXml.whole(r, role)));
  }

  private static String list(Invocation call) {
    Constraints constraints = call.constraints();
    String prefix = constraints.optional("PathPrefix", PATH_PREFIX, "/");
    List<Role> roles =
        call.seen().roles().values().stream()
            .filter(role -> role.path().startsWith(prefix))
            .toList();
    Page<Role> page =
        Page.of(call, constraints, roles, role -> role.name().toLowerCase(Locale.ROOT));
    return Xml.of(
        xml -> {
          xml.list("Roles", page.items(), role -> RoleXml.summary(xml, role));
          page.truncation(xml);
        });
  }

  private static String update(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String description = constraints.optional("Description", DESCRIPTION);
    int duration = constraints.number("MaxSessionDuration", SHORTEST, LONGEST, SHORTEST);
    constraints.verify();
    Role role = call.roleToChange(name);
    String next = description == null ? role.description() : description;
    call.save(call.current().withRole(role.withSettings(next, duration)));
    return "";
  }

  private static String updateDescription(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String description = constraints.required("Description", DESCRIPTION);
    constraints.verify();
    Role role = call.roleToChange(name);
    Role next = role.withSettings(description, role.maxSessionDuration());
    call.save(call.current().withRole(next));
    return Xml.of(xml -> xml.element("Role", r -> RoleXml.whole(r, next)));
  }

  private static void updateTrust(Invocation call) {
    Constraints constraints = call.constraints();
    String trust = constraints.required("PolicyDocument", DOCUMENT);
    Role role = call.roleToChange(name(constraints));
    TrustCheck.check(call, trust);
    call.save(call.current().withRole(role.withTrustPolicy(trust)));
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
    if (!role.attachedPolicies().isEmpty()) {
      throw AwsRefusal.deleteConflict("Cannot delete entity, must detach all policies first.");
    }
    if (!role.inlinePolicies().isEmpty()) {
      throw AwsRefusal.deleteConflict("Cannot delete entity, must delete policies first.");
    }
    call.save(call.current().withoutRole(role.name()));
  }

  private static void tag(Invocation call) {
    Constraints constraints = call.constraints();
    List<Tag> tags = constraints.requiredTags();
    Role role = call.roleToChange(name(constraints));
    call.save(call.current().withRole(role.withTags(Tags.OF_ROLES.merge(role.tags(), tags))));
  }

  private static void untag(Invocation call) {
    Constraints constraints = call.constraints();
    List<String> keys = constraints.requiredTagKeys();
    Role role = call.roleToChange(name(constraints));
    call.save(call.current().withRole(role.withTags(Tags.OF_ROLES.without(role.tags(), keys))));
  }

  private static String listTags(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    List<Tag> tags =
        call.seen().role(name).map(Role::tags).orElse(List.of()).stream()
            .sorted(Comparator.comparing(Tag::key))
            .toList();
    Page<Tag> page = Page.of(call, constraints, tags, Tag::key);
    Invocation.role(call.seen(), name);
    return Xml.of(
        xml -> {
          xml.tags(page.items());
          page.truncation(xml);
        });
  }

  private static void putBoundary(Invocation call) {
    Constraints constraints = call.constraints();
    String boundary = constraints.required("PermissionsBoundary", ARN);
    Role role = call.roleToChange(name(constraints));
    requireBoundary(call.current(), boundary);
    call.save(call.current().withRole(role.withBoundary(boundary)));
  }

  private static void deleteBoundary(Invocation call) {
    Role role = call.roleToChange(name(call.constraints()));
    call.save(call.current().withRole(role.withBoundary(null)));
  }

  private static void requireBoundary(AwsAccount account, String arn) {
    if (!arn.matches("arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/.+")) {
      throw AwsRefusal.invalidInput("ARN " + arn + " is not valid.");
    }
    if (account.policy(arn).isEmpty()) {
      throw AwsRefusal.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
    }
  }

  private static String name(Constraints constraints) {
    String name = constraints.required(NAME, ROLE_NAME);
    constraints.verify();
    return name;
  }
}
