package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.DesiredAccess.OWNERSHIP_TAG;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words for what we refuse to do with what is already there. */
final class Refusals {
  private static final int SHOWN = 3;

  private Refusals() {}

  static Refusal roleNotOurs(DesiredAccess desired) {
    return new Refusal(
        "role_not_ours",
        "The role %s exists and was not made by Quartermaster, so it was left alone."
            .formatted(desired.role().text()),
        takeOver("the role", desired) + "; or save the ARN of a role that does not exist yet.");
  }

  static Refusal roleMadeByHand(DesiredAccess desired, ObservedAccess.Role role) {
    String session =
        role.settings().sessionSeconds() == DesiredAccess.SESSION_SECONDS
            ? ""
            : ", and its longest session is %d s instead of %d s"
                .formatted(role.settings().sessionSeconds(), DesiredAccess.SESSION_SECONDS);
    return new Refusal(
        "role_created_by_hand",
        "The role %s was made by hand from an older page of GitLab's documentation: the condition key of its trust policy has no :aud, so nobody can assume it%s."
            .formatted(desired.role().text(), session),
        takeOver("the role", desired)
            + "; then its condition key becomes %s:aud and its longest session %d s."
                .formatted(desired.providerHostAndPath(), DesiredAccess.SESSION_SECONDS));
  }

  static Refusal roleOfAnotherInstance(DesiredAccess desired) {
    return new Refusal(
        "role_of_another_instance",
        "The role %s carries the tag %s of another GitLab instance, so it was left alone."
            .formatted(desired.role().text(), OWNERSHIP_TAG),
        "Save the ARN of another role for this instance; if the other instance is gone, set the tag %s of the role to %s."
            .formatted(OWNERSHIP_TAG, desired.target().instanceUid()));
  }

  static Refusal roleElsewhere(RoleArn wanted, ObservedAccess.Role found) {
    String foundArn =
        new RoleArn(wanted.partition(), wanted.accountId(), found.path(), found.name()).text();
    return new Refusal(
        "role_under_another_path",
        "AWS has the role as %s, not as %s; a role's path and the letter case of its name cannot be changed."
            .formatted(foundArn, wanted.text()),
        "Save %s as the role ARN, or delete that role in AWS.".formatted(foundArn));
  }

  static Refusal providerNotOurs(DesiredAccess desired) {
    return new Refusal(
        "provider_not_ours",
        "The identity provider %s exists without the audience %s and was not made by Quartermaster, so it was left alone."
            .formatted(desired.providerArn(), desired.audience()),
        takeOver("the provider", desired)
            + "; or add the audience %s to it.".formatted(desired.audience()));
  }

  static Refusal providerOfAnotherInstance(DesiredAccess desired) {
    return new Refusal(
        "provider_of_another_instance",
        "The identity provider %s exists without the audience %s and carries the tag %s of another GitLab instance, so it was left alone."
            .formatted(desired.providerArn(), desired.audience(), OWNERSHIP_TAG),
        "Add the audience %s to the provider; if the other instance is gone, set the tag %s of the provider to %s."
            .formatted(desired.audience(), OWNERSHIP_TAG, desired.target().instanceUid()));
  }

  static Refusal existsUnseen(DesiredAccess desired) {
    return new Refusal(
        "role_or_provider_not_visible",
        "AWS says that the role %s or its identity provider exists, but does not show it under that name."
            .formatted(desired.role().text()),
        "Look in AWS IAM for a role or provider whose name differs only in letter case, and save its exact ARN or delete it.");
  }

  /** In mode verify: what differs, and what managing would do about it. */
  static Refusal differs(DesiredAccess desired, List<Drift> drift, Optional<Refusal> inTheWay) {
    String first = drift.stream().limit(SHOWN).map(Drift::text).collect(Collectors.joining("; "));
    String rest = drift.size() > SHOWN ? "; and %d more".formatted(drift.size() - SHOWN) : "";
    return new Refusal(
        "access_differs",
        "AWS differs from what is wanted for the role %s, and nothing was changed because of iam-provisioner.mode=verify: %s%s."
            .formatted(desired.role().text(), first, rest),
        inTheWay
            .map(Refusal::remedy)
            .orElse(
                "Change it in AWS, or start iam-provisioner with iam-provisioner.mode=manage."));
  }

  private static String takeOver(String what, DesiredAccess desired) {
    return "To let Quartermaster take it over, tag %s with %s=%s or start iam-provisioner with iam-provisioner.mode=adopt"
        .formatted(what, OWNERSHIP_TAG, desired.target().instanceUid());
  }
}
