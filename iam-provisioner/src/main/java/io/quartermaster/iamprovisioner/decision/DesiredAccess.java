package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import io.quartermaster.iamprovisioner.decision.policy.TrustPolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The desired state of one instance in AWS IAM, field by field. */
public record DesiredAccess(AccessTarget target, AccessRules rules, DesiredState state) {

  /** The AI gateway cannot assume the role for less than 12 hours. */
  public static final int SESSION_SECONDS = 43_200;

  /** Marks what this service manages; its value is the instance uid. */
  public static final String OWNERSHIP_TAG = "quartermaster:instance";

  public RoleArn role() {
    return target.role();
  }

  public URI providerUrl() {
    return target.providerUrl();
  }

  public String audience() {
    return target.audience();
  }

  public String providerHostAndPath() {
    return target.providerHostAndPath();
  }

  public String providerArn() {
    return target.providerArn();
  }

  public String trustDocument() {
    return TrustPolicy.document(providerArn(), providerHostAndPath() + ":aud", audience());
  }

  /** The document of the older page, whose condition never matches. */
  public String trustDocumentWithOldConditionKey() {
    return TrustPolicy.document(providerArn(), providerHostAndPath(), audience());
  }

  public Grant grant() {
    return rules.grant();
  }

  public String description() {
    String configured = rules.description();
    return configured == null
        ? "GitLab Duo with Amazon Q, instance %s. Managed by Quartermaster."
            .formatted(target.instanceUid())
        : configured;
  }

  public Optional<String> boundaryArn() {
    return Optional.ofNullable(rules.boundaryArn());
  }

  /** One for each role that a run can change, so that a failure names the role it is about. */
  public List<DesiredAccess> roleByRole() {
    return target.roles(state).stream()
        .map(role -> new DesiredAccess(target.withRole(role), rules, state))
        .toList();
  }

  /** With a previous provider in place of the current one, so that a failure names it. */
  public DesiredAccess withProvider(PreviousResources.Provider previous) {
    return new DesiredAccess(target.withProvider(previous), rules, state);
  }

  public Map<String, String> ownershipTags() {
    return Map.of(OWNERSHIP_TAG, target.instanceUid());
  }

  /** Whether the value of an ownership tag is the current or a previous uid of this instance. */
  public boolean isOwner(String taggedUid) {
    return taggedUid.equals(target.instanceUid())
        || target.previous().providers().stream()
            .anyMatch(previous -> previous.instanceUid().equals(taggedUid));
  }
}
