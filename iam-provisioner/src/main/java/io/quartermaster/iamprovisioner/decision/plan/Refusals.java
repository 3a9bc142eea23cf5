package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.DesiredAccess.OWNERSHIP_TAG;
import static io.quartermaster.iamprovisioner.decision.DesiredAccess.SESSION_SECONDS;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepFailure.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Why existing resources are not changed. */
public final class Refusals {
  private static final int MAX_DIFFERENCES = 3;

  private Refusals() {}

  static StepFailure roleNotOurs(DesiredAccess desired) {
    return new Refused(
        FailureCodes.ROLE_NOT_OURS,
        "Role %s exists without the tag %s and is left unchanged."
            .formatted(desired.role().text(), OWNERSHIP_TAG),
        adopt("the role", desired) + ", or save the ARN of a role that does not exist.");
  }

  static StepFailure roleTagRemoved(DesiredAccess desired) {
    return new Refused(
        FailureCodes.ROLE_TAG_REMOVED,
        "Role %s was managed by Quartermaster, but another tool or person has removed its tag %s. It is left unchanged."
            .formatted(desired.role().text(), OWNERSHIP_TAG),
        putBack("the role", desired)
            + " To give the role up, save the ARN of another role, or disconnect without deleting the AWS resources.");
  }

  static StepFailure providerTagRemoved(DesiredAccess desired) {
    return new Refused(
        FailureCodes.PROVIDER_TAG_REMOVED,
        "Identity provider %s was managed by Quartermaster, but another tool or person has removed its tag %s and the audience %s. It is left unchanged."
            .formatted(desired.providerArn(), OWNERSHIP_TAG, desired.audience()),
        putBack("the provider", desired)
            + " To give the provider up, add the audience %s to it: it is then used unchanged."
                .formatted(desired.audience()));
  }

  /** Why a resource is not deleted, in words that follow its ARN; empty when it is. */
  static Optional<String> reasonToKeep(
      Optional<String> owner, Predicate<String> isOwner, boolean tagged) {
    if (owner.isEmpty()) {
      return Optional.of(
          tagged
              ? "without the ownership tag, which another tool or person has removed"
              : "without the ownership tag");
    }
    return owner
        .filter(isOwner.negate())
        .map("with the ownership tag of the other instance %s"::formatted);
  }

  static StepFailure roleCreatedByHand(DesiredAccess desired, ObservedAccess.Role role) {
    int seconds = role.settings().sessionSeconds();
    String session =
        seconds == SESSION_SECONDS
            ? ""
            : " Its maximum session duration is %d s instead of %d s."
                .formatted(seconds, SESSION_SECONDS);
    return new Refused(
        FailureCodes.ROLE_CREATED_BY_HAND,
        "Role %s was created by hand from an older page of GitLab's documentation: the condition key of its trust policy has no :aud, so it cannot be assumed.%s"
            .formatted(desired.role().text(), session),
        adopt("the role", desired)
            + ". The condition key then becomes %s:aud and the maximum session duration %d s."
                .formatted(desired.providerHostAndPath(), SESSION_SECONDS));
  }

  static StepFailure roleOfAnotherInstance(DesiredAccess desired) {
    return new Refused(
        FailureCodes.ROLE_OF_ANOTHER_INSTANCE,
        "Role %s has the tag %s of another GitLab instance and is left unchanged."
            .formatted(desired.role().text(), OWNERSHIP_TAG),
        "Save the ARN of another role. If the other instance no longer exists, set the tag %s of the role to %s."
            .formatted(OWNERSHIP_TAG, desired.target().instanceUid()));
  }

  static StepFailure roleUnderAnotherPath(RoleArn role, RoleArn found) {
    String foundArn = found.text();
    return found.isReserved()
        ? roleUnmodifiable(found)
        : new Refused(
            FailureCodes.ROLE_UNDER_ANOTHER_PATH,
            "The role exists as %s, not as %s. The path of a role and the letter case of its name cannot be changed."
                .formatted(foundArn, role.text()),
            "Save %s as the role ARN, or delete that role in AWS.".formatted(foundArn));
  }

  /** For a role that only AWS can change. */
  public static Refused roleUnmodifiable(RoleArn role) {
    return new Refused(
        FailureCodes.ROLE_UNMODIFIABLE,
        "Role %s can be changed by AWS only: it is a service-linked role or a role of IAM Identity Center."
            .formatted(role.text()),
        "Save the ARN of another role, or of a role that does not exist yet.");
  }

  static StepFailure providerNotOurs(DesiredAccess desired) {
    return new Refused(
        FailureCodes.PROVIDER_NOT_OURS,
        "Identity provider %s exists without the audience %s and without the tag %s, and is left unchanged."
            .formatted(desired.providerArn(), desired.audience(), OWNERSHIP_TAG),
        adopt("the provider", desired)
            + ", or add the audience %s to it.".formatted(desired.audience()));
  }

  static StepFailure providerOfAnotherInstance(DesiredAccess desired) {
    return new Refused(
        FailureCodes.PROVIDER_OF_ANOTHER_INSTANCE,
        "Identity provider %s has the tag %s of another GitLab instance, which may delete it. It is not used and left unchanged."
            .formatted(desired.providerArn(), OWNERSHIP_TAG),
        "If the other instance no longer exists, set the tag %s of the provider to %s. Otherwise remove the tag and add the audience %s: a provider without the tag is shared."
            .formatted(OWNERSHIP_TAG, desired.target().instanceUid(), desired.audience()));
  }

  /** For when AWS keeps rejecting a create because the resource exists, and never shows it. */
  public static StepFailure existsButNotVisible(DesiredAccess desired) {
    return new Refused(
        FailureCodes.ROLE_OR_PROVIDER_NOT_VISIBLE,
        "AWS reports that role %s or its identity provider exists, but does not return it under that name."
            .formatted(desired.role().text()),
        "Search AWS IAM for a role or provider whose name differs only in letter case. Save its exact ARN, or delete it.");
  }

  /** In verify mode: what differs, and how to repair it. */
  static StepFailure accessDiffers(
      DesiredAccess desired, List<Drift> drift, Optional<StepFailure> refusal) {
    String first =
        drift.stream().limit(MAX_DIFFERENCES).map(Drift::text).collect(Collectors.joining("; "));
    String rest =
        drift.size() > MAX_DIFFERENCES
            ? "; and %d more".formatted(drift.size() - MAX_DIFFERENCES)
            : "";
    return new Refused(
        FailureCodes.ACCESS_DIFFERS,
        "AWS IAM is not in the desired state for role %s. Nothing was changed, because iam-provisioner.mode is verify: %s%s."
            .formatted(desired.role().text(), first, rest),
        refusal
            .map(StepFailure::remedy)
            .orElse(
                "Change it in AWS, or restart iam-provisioner with iam-provisioner.mode=manage."));
  }

  private static String putBack(String what, DesiredAccess desired) {
    return "To put the tag back, tag %s with %s=%s (and let the other tool ignore tags that it did not set), or restart iam-provisioner with iam-provisioner.mode=adopt."
        .formatted(what, OWNERSHIP_TAG, desired.target().instanceUid());
  }

  private static String adopt(String what, DesiredAccess desired) {
    return "To let Quartermaster manage %s, tag it with %s=%s or restart iam-provisioner with iam-provisioner.mode=adopt"
        .formatted(what, OWNERSHIP_TAG, desired.target().instanceUid());
  }
}
