package io.quartermaster.sandbox.aws;

import static io.quartermaster.sandbox.aws.Constraints.ARN;
import static io.quartermaster.sandbox.aws.Constraints.DOCUMENT;
import static io.quartermaster.sandbox.aws.Constraints.PATH;
import static io.quartermaster.sandbox.aws.Constraints.POLICY_DESCRIPTION;
import static io.quartermaster.sandbox.aws.Constraints.POLICY_NAME;
import static io.quartermaster.sandbox.aws.Constraints.VERSION_ID;

import io.quartermaster.sandbox.policy.PolicyDocument;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** Managed policies, as far as boundaries and attachments need them: one version each. */
final class ManagedPolicyOperations {

  private static final int MAXIMUM_SIZE = 6144;

  private ManagedPolicyOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.returning("CreatePolicy", ManagedPolicyOperations::create),
        Operation.returning("GetPolicy", ManagedPolicyOperations::get),
        Operation.returning("GetPolicyVersion", ManagedPolicyOperations::getVersion),
        Operation.voiding("DeletePolicy", ManagedPolicyOperations::delete));
  }

  private static String create(Invocation call) {
    Constraints constraints = call.constraints();
    String name = constraints.required("PolicyName", POLICY_NAME);
    String path = constraints.optional("Path", PATH, "/");
    String document = constraints.required("PolicyDocument", DOCUMENT);
    String description = constraints.optional("Description", POLICY_DESCRIPTION);
    List<Tag> tags = constraints.tags();
    constraints.verify();
    String arn = call.state().arn("policy", path, name);
    if (call.current().policy(arn).isPresent()) {
      throw AwsRefusal.alreadyExists("A policy called " + name + " already exists.");
    }
    RolePolicyOperations.requirePermissions(document);
    if (PolicyDocument.size(document) > MAXIMUM_SIZE) {
      throw AwsRefusal.limitExceeded("Cannot exceed quota for PolicySize: " + MAXIMUM_SIZE);
    }
    ManagedPolicy policy =
        new ManagedPolicy(
            arn,
            name,
            path,
            call.state().uniqueId("ANPA"),
            document,
            description,
            Tags.OF_PROVIDERS.merge(List.of(), tags),
            call.now().truncatedTo(ChronoUnit.SECONDS));
    call.save(call.current().withPolicy(policy));
    return Xml.of(xml -> xml.element("Policy", p -> write(p, policy, call.current())));
  }

  private static String get(Invocation call) {
    ManagedPolicy policy = policy(call, arn(call.constraints()));
    return Xml.of(xml -> xml.element("Policy", p -> write(p, policy, call.seen())));
  }

  private static String getVersion(Invocation call) {
    Constraints constraints = call.constraints();
    String version = constraints.required("VersionId", VERSION_ID);
    ManagedPolicy policy = policy(call, arn(constraints));
    if (!version.equals("v1")) {
      throw AwsRefusal.noSuchEntity(
          "Policy " + policy.arn() + " version " + version + " does not exist.");
    }
    return Xml.of(
        xml ->
            xml.element(
                "PolicyVersion",
                v ->
                    v.text("Document", PercentEncoding.of(policy.document()))
                        .text("VersionId", "v1")
                        .text("IsDefaultVersion", true)
                        .text("CreateDate", policy.createdAt())));
  }

  private static void delete(Invocation call) {
    ManagedPolicy policy = policy(call, arn(call.constraints()));
    if (!call.current().policies().containsKey(policy.arn())) {
      throw new AwsRefusal(403, "AccessDenied", "AWS managed policies cannot be deleted.");
    }
    if (uses(policy, call.current()) > 0) {
      throw AwsRefusal.deleteConflict("Cannot delete a policy attached to entities.");
    }
    call.save(call.current().withoutPolicy(policy.arn()));
  }

  private static void write(Xml xml, ManagedPolicy policy, AwsAccount account) {
    xml.text("PolicyName", policy.name())
        .text("PolicyId", policy.id())
        .text("Arn", policy.arn())
        .text("Path", policy.path())
        .text("DefaultVersionId", "v1")
        .text("AttachmentCount", uses(policy, account))
        .text("IsAttachable", true)
        .text("Description", policy.description())
        .text("CreateDate", policy.createdAt())
        .text("UpdateDate", policy.createdAt());
    if (!policy.tags().isEmpty()) {
      xml.tags(policy.tags());
    }
  }

  private static long uses(ManagedPolicy policy, AwsAccount account) {
    return account.roles().values().stream()
        .filter(
            role ->
                role.attachedPolicies().contains(policy.arn())
                    || Objects.equals(role.permissionsBoundary(), policy.arn()))
        .count();
  }

  private static ManagedPolicy policy(Invocation call, String arn) {
    return call.seen()
        .policy(arn)
        .orElseThrow(() -> AwsRefusal.noSuchEntity("Policy " + arn + " was not found."));
  }

  private static String arn(Constraints constraints) {
    String arn = constraints.required("PolicyArn", ARN);
    constraints.verify();
    return arn;
  }
}
