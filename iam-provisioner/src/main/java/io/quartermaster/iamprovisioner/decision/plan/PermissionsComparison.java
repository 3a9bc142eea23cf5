package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import io.quartermaster.iamprovisioner.decision.policy.PermissionsPolicy;
import io.quartermaster.iamprovisioner.decision.policy.PolicyDocument;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the permissions of the role. Foreign policies, and the policy of the other grant, are
 * reported; in exclusive mode they are removed after the desired policy exists.
 */
record PermissionsComparison(DesiredAccess desired, Findings findings) {

  void compare(ObservedAccess.@Nullable Role role) {
    ObservedAccess.RolePolicies found =
        role == null ? new ObservedAccess.RolePolicies(Set.of(), Set.of(), null) : role.policies();
    switch (desired.grant()) {
      case Grant.Inline(PermissionsPolicy text) -> {
        compareInline(text, found.document());
        compareOthers(found, PermissionsPolicy.INLINE_NAME, "");
      }
      case Grant.Managed managed -> {
        String arn = managed.arn(desired.role().partition());
        compareManaged(arn, found.attached());
        compareOthers(found, "", arn);
      }
    }
  }

  private void compareInline(PermissionsPolicy text, @Nullable String found) {
    String document = text.document(desired.role().partition());
    if (found == null || !PolicyDocument.sameMeaning(document, found)) {
      findings.repair(
          DriftKind.ROLE_INLINE_POLICY,
          PermissionsPolicy.INLINE_NAME,
          found == null ? Drift.NONE : difference(document, found),
          new AccessStep.PutPolicy(desired.role().name(), PermissionsPolicy.INLINE_NAME, document));
    }
  }

  private void compareManaged(String arn, Set<String> attached) {
    if (!attached.contains(arn)) {
      findings.repairMissing(
          DriftKind.ROLE_MANAGED_POLICY,
          arn,
          new AccessStep.AttachPolicy(desired.role().name(), arn));
    }
  }

  private void compareOthers(
      ObservedAccess.RolePolicies found, String desiredName, String desiredArn) {
    boolean exclusive = desired.rules().exclusive();
    String role = desired.role().name();
    for (String name : new TreeSet<>(found.inline())) {
      if (!name.equals(desiredName)) {
        findings.remove(
            exclusive,
            DriftKind.ROLE_OTHER_INLINE_POLICY,
            name,
            new AccessStep.DeletePolicy(role, name));
      }
    }
    for (String arn : new TreeSet<>(found.attached())) {
      if (!arn.equals(desiredArn)) {
        findings.remove(
            exclusive,
            DriftKind.ROLE_OTHER_ATTACHED_POLICY,
            arn,
            new AccessStep.DetachPolicy(role, arn));
      }
    }
  }

  private static String difference(String desired, String found) {
    Optional<Set<String>> actions = PolicyDocument.allowedActions(found);
    if (actions.isEmpty()) {
      return "a document that is not a policy of this kind";
    }
    Set<String> expected = PolicyDocument.allowedActions(desired).orElseGet(Set::of);
    Set<String> missing = without(expected, actions.get());
    Set<String> extra = without(actions.get(), expected);
    if (missing.isEmpty() && extra.isEmpty()) {
      return "other statements with the same actions";
    }
    return "missing %s, additional %s".formatted(missing, extra);
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    rest.addAll(all);
    some.forEach(rest::remove);
    return rest;
  }
}
