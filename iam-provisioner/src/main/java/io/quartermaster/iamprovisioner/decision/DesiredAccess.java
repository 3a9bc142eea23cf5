package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import io.quartermaster.iamprovisioner.decision.policy.TrustPolicy;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The desired state of one instance in AWS IAM, field by field.
 *
 * @param tagged which resources had the ownership tag when they were last checked
 */
public record DesiredAccess(
    AccessTarget target, AccessRules rules, DesiredState state, TaggedResources tagged) {

  /** The AI gateway cannot assume the role for less than 12 hours. */
  public static final int SESSION_SECONDS = 43_200;

  /** Marks what this service manages; its value is the instance uid. */
  public static final String OWNERSHIP_TAG = "quartermaster:instance";

  /** Nothing is known from an earlier check. */
  public DesiredAccess(AccessTarget target, AccessRules rules, DesiredState state) {
    this(target, rules, state, TaggedResources.NONE);
  }

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
        .map(role -> new DesiredAccess(target.withRole(role), rules, state, tagged))
        .toList();
  }

  /** With a previous provider in place of the current one, so that a failure names it. */
  public DesiredAccess withProvider(PreviousResources.Provider previous) {
    return new DesiredAccess(target.withProvider(previous), rules, state, tagged);
  }

  /** The ownership tag and those of the configuration. */
  public Map<String, String> tags() {
    Map<String, String> tags = new HashMap<>(rules.tags());
    tags.put(OWNERSHIP_TAG, target.instanceUid());
    return Map.copyOf(tags);
  }

  /** Which resources have the ownership tag of this instance. */
  public TaggedResources taggedIn(ObservedAccess observed) {
    return new TaggedResources(
        observed.role() != null && observed.role().owner().filter(this::isOwner).isPresent(),
        observed.provider() != null
            && observed.provider().owner().filter(this::isOwner).isPresent());
  }

  /** Whether the value of an ownership tag is the current or a previous uid of this instance. */
  public boolean isOwner(String taggedUid) {
    return taggedUid.equals(target.instanceUid())
        || target.previous().providers().stream()
            .anyMatch(previous -> previous.instanceUid().equals(taggedUid));
  }
}
