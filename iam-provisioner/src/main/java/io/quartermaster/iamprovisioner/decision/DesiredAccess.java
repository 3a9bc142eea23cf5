package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import io.quartermaster.iamprovisioner.decision.policy.TrustPolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that should be in AWS IAM for one instance, field by field. */
public record DesiredAccess(AccessTarget target, AccessRules rules, Wanted wanted) {

  /** The AI gateway cannot assume the role for less than 12 hours. */
  public static final int SESSION_SECONDS = 43_200;

  /** The tag by which we know what is ours; its value is the instance uid. */
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

  public List<String> previousProviderArns() {
    return target.previousProviderArns();
  }

  public String trustDocument() {
    return TrustPolicy.document(providerArn(), providerHostAndPath(), audience());
  }

  public Grant grant() {
    return rules.grant();
  }

  public String description() {
    String chosen = rules.description();
    return chosen == null
        ? "GitLab Duo with Amazon Q, instance "
            + target.instanceUid()
            + ". Kept as it is by Quartermaster."
        : chosen;
  }

  public Optional<String> boundaryArn() {
    return Optional.ofNullable(rules.boundaryArn());
  }

  /** This for each role that it is about, its own first: what is said of a role names that one. */
  public List<DesiredAccess> roleByRole() {
    return target.roles(wanted).stream()
        .map(role -> new DesiredAccess(target.withRole(role), rules, wanted))
        .toList();
  }

  /** The tags that say whose it is. */
  public Map<String, String> ownershipTags() {
    return Map.of(OWNERSHIP_TAG, target.instanceUid());
  }

  /** Whether the value of an ownership tag is this instance, under its uid of now or one before. */
  public boolean isOwner(String taggedUid) {
    return taggedUid.equals(target.instanceUid())
        || target.previous().stream()
            .anyMatch(previous -> previous.instanceUid().equals(taggedUid));
  }
}
