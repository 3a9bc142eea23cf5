package io.quartermaster.sandbox.aws.iam;

import static io.quartermaster.sandbox.aws.protocol.Constraints.ARN;
import static io.quartermaster.sandbox.aws.protocol.Constraints.DOCUMENT;
import static io.quartermaster.sandbox.aws.protocol.Constraints.POLICY_NAME;
import static io.quartermaster.sandbox.aws.protocol.Constraints.ROLE_NAME;

import io.quartermaster.sandbox.aws.protocol.AwsRefusal;
import io.quartermaster.sandbox.aws.protocol.Constraints;
import io.quartermaster.sandbox.aws.protocol.Page;
import io.quartermaster.sandbox.aws.protocol.Xml;
import io.quartermaster.sandbox.policy.AwsManagedPolicies;
import io.quartermaster.sandbox.policy.MalformedPolicyException;
import io.quartermaster.sandbox.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Inline and attached policies of roles, and the boundary. */
final class RolePolicyOperations {

  private static final int MAXIMUM_INLINE = 10240;
  private static final String NAME = "RoleName";

  private RolePolicyOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.returningNothing("PutRolePolicy", RolePolicyOperations::put),
        Operation.returning("GetRolePolicy", RolePolicyOperations::get),
        Operation.returning("ListRolePolicies", RolePolicyOperations::list),
        Operation.returningNothing("DeleteRolePolicy", RolePolicyOperations::delete),
        Operation.returningNothing("AttachRolePolicy", RolePolicyOperations::attach),
        Operation.returningNothing("DetachRolePolicy", RolePolicyOperations::detach),
        Operation.returning("ListAttachedRolePolicies", RolePolicyOperations::listAttached),
        Operation.returningNothing("PutRolePermissionsBoundary", RolePolicyOperations::putBoundary),
        Operation.returningNothing(
            "DeleteRolePermissionsBoundary", RolePolicyOperations::deleteBoundary));
  }

  private static void put(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String policy = constraints.required("PolicyName", POLICY_NAME);
    String document = constraints.required("PolicyDocument", DOCUMENT);
    constraints.verify();
    Role role = call.roleToChange(name);
    try {
      PolicyDocument.permissions(document);
    } catch (MalformedPolicyException malformed) {
      throw AwsRefusal.malformedPolicy(String.valueOf(malformed.getMessage()));
    }
    SortedMap<String, String> next = new TreeMap<>(role.inline());
    next.put(policy, document);
    int size = next.values().stream().mapToInt(PolicyDocument::size).sum();
    if (size > MAXIMUM_INLINE) {
      throw AwsRefusal.limitExceeded(
          "Maximum policy size of " + MAXIMUM_INLINE + " bytes exceeded for role " + role.name());
    }
    call.save(role.withInline(next));
  }

  private static void get(Invocation call, Xml xml) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String policy = constraints.required("PolicyName", POLICY_NAME);
    constraints.verify();
    Role role = Invocation.role(call.seen(), name);
    String document = role.inline().get(policy);
    if (document == null) {
      throw missing(policy);
    }
    xml.text(NAME, role.name()).text("PolicyName", policy).document("PolicyDocument", document);
  }

  private static void list(Invocation call, Xml xml) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    Page.Selection selection = Page.Selection.of(constraints);
    Role role = Invocation.role(call.seen(), name);
    Page<String> page = selection.cut(List.copyOf(role.inline().keySet()), policy -> policy);
    xml.texts("PolicyNames", page.items());
    page.writeEnd(xml);
  }

  private static void delete(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String policy = constraints.required("PolicyName", POLICY_NAME);
    constraints.verify();
    Role role = call.roleToChange(name);
    SortedMap<String, String> next = new TreeMap<>(role.inline());
    if (next.remove(policy) == null) {
      throw missing(policy);
    }
    call.save(role.withInline(next));
  }

  private static void attach(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String arn = policyArn(constraints);
    Role role = call.roleToChange(name);
    requireAttachable(arn);
    if (!role.attached().contains(arn)) {
      List<String> next = new ArrayList<>(role.attached());
      next.add(arn);
      call.save(role.withAttached(next));
    }
  }

  private static void detach(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String arn = policyArn(constraints);
    Role role = call.roleToChange(name);
    List<String> next = new ArrayList<>(role.attached());
    if (!next.remove(arn)) {
      throw AwsRefusal.noSuchEntity("Policy " + arn + " was not found.");
    }
    call.save(role.withAttached(next));
  }

  private static String policyArn(Constraints constraints) {
    String arn = constraints.required("PolicyArn", ARN);
    constraints.verify();
    requirePolicyArn(arn);
    return arn;
  }

  private static void requirePolicyArn(String arn) {
    if (!arn.matches("arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/.+")) {
      throw AwsRefusal.invalidInput("ARN " + arn + " is not valid.");
    }
  }

  private static void requireAttachable(String arn) {
    if (!AwsManagedPolicies.documents().containsKey(arn)) {
      throw AwsRefusal.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
    }
  }

  private static void listAttached(Invocation call, Xml xml) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    Page.Selection selection = Page.Selection.of(constraints);
    List<String> arns = Invocation.role(call.seen(), name).attached().stream().sorted().toList();
    Page<String> page = selection.cut(arns, arn -> arn);
    xml.list(
        "AttachedPolicies",
        page.items(),
        arn ->
            xml.text("PolicyName", arn.substring(arn.lastIndexOf('/') + 1)).text("PolicyArn", arn));
    page.writeEnd(xml);
  }

  private static void putBoundary(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    String boundary = constraints.required("PermissionsBoundary", ARN);
    constraints.verify();
    Role role = call.roleToChange(name);
    requireBoundary(boundary);
    call.save(role.withBoundary(boundary));
  }

  private static void deleteBoundary(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required(NAME, ROLE_NAME);
    constraints.verify();
    call.save(call.roleToChange(name).withBoundary(null));
  }

  static void requireBoundary(String arn) {
    requirePolicyArn(arn);
    requireAttachable(arn);
  }

  private static AwsRefusal missing(String policy) {
    return AwsRefusal.noSuchEntity("The role policy with name " + policy + " cannot be found.");
  }
}
