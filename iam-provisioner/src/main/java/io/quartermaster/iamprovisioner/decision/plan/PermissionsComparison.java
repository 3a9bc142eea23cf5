package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.AttachPolicy;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DeletePolicy;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DetachPolicy;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.PutPolicy;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import io.quartermaster.iamprovisioner.decision.policy.PermissionsPolicy;
import io.quartermaster.iamprovisioner.decision.policy.PolicyDocument;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the role may do. Policies that we did not put there, and the one of the other way
 * of granting, are shown; they are removed only when the role is to have ours alone, and after ours
 * is there.
 */
record PermissionsComparison(DesiredAccess desired) {

  void compare(Findings findings, ObservedAccess.@Nullable Role role) {
    ObservedAccess.RolePolicies found =
        role == null ? new ObservedAccess.RolePolicies(Set.of(), Set.of(), null) : role.policies();
    switch (desired.grant()) {
      case Grant.Inline(PermissionsPolicy text) -> {
        compareInline(findings, text, found.document());
        reportOthers(findings, found, PermissionsPolicy.INLINE_NAME, "");
      }
      case Grant.Managed managed -> {
        String arn = managed.arn(desired.role().partition());
        compareManaged(findings, arn, found.attached());
        reportOthers(findings, found, "", arn);
      }
    }
  }

  private void compareInline(Findings findings, PermissionsPolicy text, @Nullable String found) {
    String wanted = text.document(desired.role().partition());
    if (found == null || !PolicyDocument.sameMeaning(wanted, found)) {
      findings.repair(
          DriftKind.ROLE_INLINE_POLICY,
          PermissionsPolicy.INLINE_NAME,
          found == null ? Drift.NONE : inWords(wanted, found),
          new PutPolicy(desired.role().name(), PermissionsPolicy.INLINE_NAME, wanted));
    }
  }

  private void compareManaged(Findings findings, String arn, Set<String> attached) {
    if (!attached.contains(arn)) {
      findings.repair(
          DriftKind.ROLE_MANAGED_POLICY,
          arn,
          Drift.NONE,
          new AttachPolicy(desired.role().name(), arn));
    }
  }

  private void reportOthers(
      Findings findings, ObservedAccess.RolePolicies found, String ourName, String ourArn) {
    boolean exclusive = desired.rules().exclusive();
    String role = desired.role().name();
    for (String name : new TreeSet<>(found.inline())) {
      if (!name.equals(ourName)) {
        findings.repairIf(
            exclusive,
            DriftKind.ROLE_OTHER_INLINE_POLICY,
            Drift.NONE,
            name,
            new DeletePolicy(role, name));
      }
    }
    for (String arn : new TreeSet<>(found.attached())) {
      if (!arn.equals(ourArn)) {
        findings.repairIf(
            exclusive,
            DriftKind.ROLE_OTHER_ATTACHED_POLICY,
            Drift.NONE,
            arn,
            new DetachPolicy(role, arn));
      }
    }
  }

  private static String inWords(String wanted, String found) {
    Optional<Set<String>> actions = PolicyDocument.allowedActions(found);
    if (actions.isEmpty()) {
      return "a document that is no policy of this kind";
    }
    Set<String> ours = PolicyDocument.allowedActions(wanted).orElseGet(Set::of);
    Set<String> missing = without(ours, actions.get());
    Set<String> extra = without(actions.get(), ours);
    if (missing.isEmpty() && extra.isEmpty()) {
      return "other statements with the same actions";
    }
    return "missing %s, too much %s".formatted(missing, extra);
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
