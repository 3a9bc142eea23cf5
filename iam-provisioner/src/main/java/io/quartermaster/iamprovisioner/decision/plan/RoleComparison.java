package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.RoleSettings;
import io.quartermaster.iamprovisioner.decision.policy.PolicyDocument;
import io.quartermaster.step.StepFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the role and its settings. A role is never shared: without the ownership tag it is left
 * unchanged, except in adopt mode. It is tagged before it is changed, so that a crash in between
 * leaves it tagged. A boundary that is not configured is reported and left unchanged: it can deny
 * everything, and an organization can demand it.
 */
record RoleComparison(DesiredAccess desired, Mode mode, Findings findings) {
  private static final int MAX_QUOTE_LENGTH = 200;

  Optional<StepFailure> refusal(ObservedAccess.@Nullable Role role) {
    if (role == null) {
      return Optional.empty();
    }
    if (!role.path().equals(desired.role().path()) || !role.name().equals(desired.role().name())) {
      RoleArn found =
          new RoleArn(
              desired.role().partition(), desired.role().accountId(), role.path(), role.name());
      return Optional.of(Refusals.roleUnderAnotherPath(desired.role(), found));
    }
    Optional<String> owner = role.owner();
    if (owner.isEmpty() && mode != Mode.ADOPT) {
      if (desired.tagged().role()) {
        return Optional.of(Refusals.roleTagRemoved(desired));
      }
      return Optional.of(
          hasOldConditionKey(role.settings().trustDocument())
              ? Refusals.roleCreatedByHand(desired, role)
              : Refusals.roleNotOurs(desired));
    }
    return owner
        .filter(uid -> !desired.isOwner(uid))
        .map(uid -> Refusals.roleOfAnotherInstance(desired));
  }

  void compare(ObservedAccess.@Nullable Role role) {
    if (role == null) {
      findings.repairMissing(DriftKind.ROLE, desired.role().text(), create());
      return;
    }
    new TagComparison(desired.tags(), role::tag)
        .compare(
            DriftKind.ROLE_OWNER,
            DriftKind.ROLE_TAG,
            tags -> new AccessStep.TagRole(desired.role().name(), tags),
            findings);
    compareTrust(role.settings().trustDocument());
    compareSettings(role.settings());
    compareBoundary(role.settings().boundaryArn());
  }

  private AccessStep.CreateRole create() {
    return new AccessStep.CreateRole(
        desired.role(),
        new RoleSettings(
            desired.trustDocument(),
            desired.description(),
            DesiredAccess.SESSION_SECONDS,
            desired.rules().boundaryArn(),
            desired.tags()));
  }

  private void compareTrust(String found) {
    if (!PolicyDocument.sameMeaning(desired.trustDocument(), found)) {
      findings.repair(
          DriftKind.ROLE_TRUST_POLICY,
          "%s with %s:aud = %s"
              .formatted(desired.providerArn(), desired.providerHostAndPath(), desired.audience()),
          describe(found),
          new AccessStep.UpdateTrust(desired.role().name(), desired.trustDocument()));
    }
  }

  private String describe(String trust) {
    if (hasOldConditionKey(trust)) {
      return "condition key %s without :aud, as on an older page of GitLab's documentation"
          .formatted(desired.providerHostAndPath());
    }
    String line = trust.replaceAll("\\s+", " ").strip();
    return line.length() <= MAX_QUOTE_LENGTH ? line : line.substring(0, MAX_QUOTE_LENGTH) + "…";
  }

  private boolean hasOldConditionKey(String trust) {
    return PolicyDocument.sameMeaning(desired.trustDocumentWithOldConditionKey(), trust);
  }

  private void compareSettings(RoleSettings found) {
    AccessStep.UpdateSession update =
        new AccessStep.UpdateSession(
            desired.role().name(), desired.description(), DesiredAccess.SESSION_SECONDS);
    if (found.sessionSeconds() != DesiredAccess.SESSION_SECONDS) {
      findings.repair(
          DriftKind.ROLE_SESSION,
          DesiredAccess.SESSION_SECONDS + " s",
          found.sessionSeconds() + " s",
          update);
    }
    if (!found.description().equals(desired.description())) {
      findings.repair(
          DriftKind.ROLE_DESCRIPTION,
          desired.description(),
          found.description().isEmpty() ? Drift.NONE : found.description(),
          update);
    }
  }

  private void compareBoundary(@Nullable String found) {
    String boundary = desired.boundaryArn().orElse(null);
    if (boundary == null) {
      if (found != null) {
        findings.report(DriftKind.ROLE_BOUNDARY, Drift.NONE, found);
      }
    } else if (!boundary.equals(found)) {
      findings.repair(
          DriftKind.ROLE_BOUNDARY,
          boundary,
          found == null ? Drift.NONE : found,
          new AccessStep.PutBoundary(desired.role().name(), boundary));
    }
  }
}
