package io.quartermaster.sandbox.aws;

import static io.quartermaster.sandbox.aws.Constraints.ARN;
import static io.quartermaster.sandbox.aws.Constraints.DOCUMENT;
import static io.quartermaster.sandbox.aws.Constraints.PATH_PREFIX;
import static io.quartermaster.sandbox.aws.Constraints.POLICY_NAME;
import static io.quartermaster.sandbox.aws.Constraints.ROLE_NAME;

import io.quartermaster.sandbox.policy.MalformedPolicyException;
import io.quartermaster.sandbox.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Inline and attached policies of roles. */
final class RolePolicyOperations {

  private static final int MAXIMUM_INLINE = 10240;
  private static final int MAXIMUM_ATTACHED = 10;
  private static final String NAME = "RoleName";

  private RolePolicyOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.voiding("PutRolePolicy", RolePolicyOperations::put),
        Operation.returning("GetRolePolicy", RolePolicyOperations::get),
        Operation.returning("ListRolePolicies", RolePolicyOperations::list),
        Operation.voiding("DeleteRolePolicy", RolePolicyOperations::delete),
        Operation.voiding("AttachRolePolicy", RolePolicyOperations::attach),
        Operation.voiding("DetachRolePolicy", RolePolicyOperations::detach),
        Operation.returning("ListAttachedRolePolicies", RolePolicyOperations::listAttached));
  }

  private static void put(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String policy = constraints.required("PolicyName", POLICY_NAME);
    String document = constraints.required("PolicyDocument", DOCUMENT);
    constraints.verify();
    Role role = call.roleToChange(name);
    requirePermissions(document);
    SortedMap<String, String> next = new TreeMap<>(role.inlinePolicies());
    next.put(policy, document);
    int size = next.values().stream().mapToInt(PolicyDocument::size).sum();
    if (size > MAXIMUM_INLINE) {
      throw AwsRefusal.limitExceeded(
          "Maximum policy size of " + MAXIMUM_INLINE + " bytes exceeded for role " + role.name());
    }
    call.save(call.current().withRole(role.withInlinePolicies(next)));
  }

  static void requirePermissions(String document) {
    try {
      PolicyDocument.permissions(document);
    } catch (MalformedPolicyException malformed) {
      throw AwsRefusal.malformedPolicy(String.valueOf(malformed.getMessage()));
    }
  }

  private static String get(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String policy = constraints.required("PolicyName", POLICY_NAME);
    constraints.verify();
    Role role = Invocation.role(call.seen(), name);
    String document = role.inlinePolicies().get(policy);
    if (document == null) {
      throw missing(policy);
    }
    return Xml.of(
        xml ->
            xml.text(NAME, role.name())
                .text("PolicyName", policy)
                .text("PolicyDocument", PercentEncoding.of(document)));
  }

  private static String list(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    List<String> names =
        call.seen()
            .role(name)
            .map(role -> List.copyOf(role.inlinePolicies().keySet()))
            .orElse(List.of());
    Page<String> page = Page.of(call, constraints, names, policy -> policy);
    Invocation.role(call.seen(), name);
    return Xml.of(
        xml -> {
          xml.texts("PolicyNames", page.items());
          page.truncation(xml);
        });
  }

  private static void delete(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String policy = constraints.required("PolicyName", POLICY_NAME);
    constraints.verify();
    Role role = call.roleToChange(name);
    SortedMap<String, String> next = new TreeMap<>(role.inlinePolicies());
    if (next.remove(policy) == null) {
      throw missing(policy);
    }
    call.save(call.current().withRole(role.withInlinePolicies(next)));
  }

  private static void attach(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String arn = policyArn(constraints);
    Role role = call.roleToChange(name);
    if (call.current().policy(arn).isEmpty()) {
      throw AwsRefusal.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
    }
    if (role.attachedPolicies().contains(arn)) {
      return;
    }
    if (role.attachedPolicies().size() >= MAXIMUM_ATTACHED) {
      throw AwsRefusal.limitExceeded(
          "Cannot exceed quota for PoliciesPerRole: " + MAXIMUM_ATTACHED);
    }
    List<String> next = new ArrayList<>(role.attachedPolicies());
    next.add(arn);
    call.save(call.current().withRole(role.withAttachedPolicies(next)));
  }

  private static void detach(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String arn = policyArn(constraints);
    Role role = call.roleToChange(name);
    List<String> next = new ArrayList<>(role.attachedPolicies());
    if (!next.remove(arn)) {
      throw AwsRefusal.noSuchEntity("Policy " + arn + " was not found.");
    }
    call.save(call.current().withRole(role.withAttachedPolicies(next)));
  }

  private static String policyArn(Constraints constraints) {
    String arn = constraints.required("PolicyArn", ARN);
    constraints.verify();
    if (!arn.matches("arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/.+")) {
      throw AwsRefusal.invalidInput("ARN " + arn + " is not valid.");
    }
    return arn;
  }

  private static String listAttached(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String prefix = constraints.optional("PathPrefix", PATH_PREFIX, "/");
    AwsAccount account = call.seen();
    List<ManagedPolicy> attached =
        account.role(name).map(Role::attachedPolicies).orElse(List.of()).stream()
            .flatMap(arn -> account.policy(arn).stream())
            .filter(policy -> policy.path().startsWith(prefix))
            .sorted(Comparator.comparing(ManagedPolicy::arn))
            .toList();
    Page<ManagedPolicy> page = Page.of(call, constraints, attached, ManagedPolicy::arn);
    Invocation.role(account, name);
    return Xml.of(
        xml -> {
          xml.list(
              "AttachedPolicies",
              page.items(),
              policy -> xml.text("PolicyName", policy.name()).text("PolicyArn", policy.arn()));
          page.truncation(xml);
        });
  }

  private static AwsRefusal missing(String policy) {
    return AwsRefusal.noSuchEntity("The role policy with name " + policy + " cannot be found.");
  }
}
