package io.quartermaster.iamprovisioner.effect.aws;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why AWS denied a call, read from its message: which kind of policy, and whether that denies it
 * explicitly or does not allow it. Nothing else of the message is passed on, because it can contain
 * names and IDs that are confidential.
 *
 * @param permission the denied action; null when the message does not name it
 * @param policy null when the message does not name the kind of policy
 * @param explicit whether a policy denies it, whatever others allow
 */
record AwsDenial(@Nullable String permission, @Nullable Policy policy, boolean explicit) {
  private static final Pattern ACTION = Pattern.compile("\\b(?:iam|sts):[A-Za-z]{1,64}\\b");
  private static final String KINDS =
      Arrays.stream(Policy.values()).map(Policy::awsName).collect(Collectors.joining("|"));
  private static final Pattern EXPLICIT =
      Pattern.compile("with an explicit deny(?: in (?:an?|the) (" + KINDS + "))?");
  private static final Pattern IMPLICIT = Pattern.compile("because no (" + KINDS + ") allows");

  static AwsDenial of(String message) {
    String permission =
        ACTION.matcher(message).results().map(MatchResult::group).findFirst().orElse(null);
    Matcher explicit = EXPLICIT.matcher(message);
    if (explicit.find()) {
      return new AwsDenial(permission, policy(explicit), true);
    }
    Matcher implicit = IMPLICIT.matcher(message);
    return new AwsDenial(permission, implicit.find() ? policy(implicit) : null, false);
  }

  private static @Nullable Policy policy(Matcher found) {
    return Optional.ofNullable(found.group(1))
        .flatMap(
            name ->
                Arrays.stream(Policy.values()).filter(it -> it.awsName().equals(name)).findFirst())
        .orElse(null);
  }

  /** Continues the sentence that names action and resource. */
  String cause() {
    if (policy != null) {
      return explicit
          ? ": %s denies it explicitly".formatted(policy.owner)
          : ": %s does not allow it".formatted(policy.owner);
    }
    return explicit ? ": a policy denies it explicitly" : "";
  }

  /**
   * What to change.
   *
   * @param grant the action and the resources
   */
  String remedy(String grant) {
    if (policy == null) {
      return explicit
          ? "Remove the Deny statement for %s; a policy that allows it has no effect. Check the policies of the credentials, their permissions boundary, and the service control policies of the AWS organization."
              .formatted(grant)
          : "Allow %s for the credentials of iam-provisioner (see docs/iam-permissions.md). Also check for an explicit deny, a permissions boundary and a service control policy."
              .formatted(grant);
    }
    return explicit
        ? "%s %s from the Deny statement in %s. A policy that allows it has no effect."
            .formatted(policy.changes("exclude"), grant, policy.place)
        : "%s %s in %s.".formatted(policy.changes("allow"), grant, policy.place);
  }

  /** The kinds of policy by AWS's names in messages. */
  enum Policy {
    IDENTITY(
        "identity-based policy",
        "an identity-based policy of the credentials",
        "the policies of the user or role that iam-provisioner uses (see docs/iam-permissions.md)",
        false),
    BOUNDARY(
        "permissions boundary",
        "the permissions boundary of the credentials",
        "the permissions boundary of the user or role that iam-provisioner uses",
        false),
    SESSION(
        "session policy",
        "the session policy of the credentials",
        "the session policy with which the credentials of iam-provisioner are issued",
        false),
    SERVICE_CONTROL(
        "service control policy",
        "a service control policy of the AWS organization",
        "the service control policies of this account",
        true),
    RESOURCE_CONTROL(
        "resource control policy",
        "a resource control policy of the AWS organization",
        "the resource control policies of this account",
        true),
    RESOURCE(
        "resource-based policy", "a resource-based policy", "the policy of the resource", false),
    ROLE_TRUST("role trust policy", "a role trust policy", "the trust policy of the role", false),
    VPC_ENDPOINT(
        "VPC endpoint policy",
        "the policy of the VPC endpoint to AWS",
        "the policy of the VPC endpoint through which iam-provisioner calls AWS",
        false);

    private final String awsName;
    private final String owner;
    private final String place;
    private final boolean ofOrganization;

    Policy(String awsName, String owner, String place, boolean ofOrganization) {
      this.awsName = awsName;
      this.owner = owner;
      this.place = place;
      this.ofOrganization = ofOrganization;
    }

    String awsName() {
      return awsName;
    }

    /** The account's administrators cannot change a policy of the organization. */
    private String changes(String verb) {
      return ofOrganization
          ? "Ask the administrators of the AWS organization to " + verb
          : Character.toUpperCase(verb.charAt(0)) + verb.substring(1);
    }
  }
}
