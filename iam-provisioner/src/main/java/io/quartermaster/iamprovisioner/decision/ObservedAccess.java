package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.aws.RoleArn;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in AWS IAM, as far as we own it: thumbprints, dates and last use take no part, so a
 * change of them is never a difference.
 *
 * @param previousProviders those of the instance's uids of before that are still there, by ARN
 * @param previousRoles those that the instance had before and that are still there; only looked for
 *     when they shall go
 */
public record ObservedAccess(
    @Nullable Provider provider,
    @Nullable Role role,
    Map<String, Provider> previousProviders,
    Map<RoleArn, Role> previousRoles) {
  public ObservedAccess {
    previousProviders = Map.copyOf(previousProviders);
    previousRoles = Map.copyOf(previousRoles);
  }

  public static ObservedAccess nothing() {
    return new ObservedAccess(null, null, Map.of(), Map.of());
  }

  /** An identity provider with our URL, whoever made it. */
  public record Provider(Set<String> audiences, Map<String, String> tags) {
    public Provider {
      audiences = Set.copyOf(audiences);
      tags = Map.copyOf(tags);
    }

    /** Whose it is; tag keys of providers are exact. */
    public Optional<String> owner() {
      return Optional.ofNullable(tags.get(DesiredAccess.OWNERSHIP_TAG));
    }
  }

  /**
   * A role with our name, whoever made it.
   *
   * @param path as AWS has it; cannot be changed
   * @param name as AWS has it; can differ from ours in letter case
   * @param settings what one call returns
   * @param policies what it may do
   * @param instanceProfiles that hold the role; only looked for when it shall go
   */
  public record Role(
      String path,
      String name,
      RoleSettings settings,
      RolePolicies policies,
      Set<String> instanceProfiles) {
    public Role {
      instanceProfiles = Set.copyOf(instanceProfiles);
    }

    /** Whose it is; IAM takes role tag keys that differ in letter case for the same key. */
    public Optional<String> owner() {
      return settings.tags().entrySet().stream()
          .filter(tag -> tag.getKey().equalsIgnoreCase(DesiredAccess.OWNERSHIP_TAG))
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  /**
   * What a role says about itself.
   *
   * @param trustDocument decoded
   * @param boundaryArn null when it has none
   */
  public record RoleSettings(
      String trustDocument,
      String description,
      int sessionSeconds,
      @Nullable String boundaryArn,
      Map<String, String> tags) {
    public RoleSettings {
      tags = Map.copyOf(tags);
    }
  }

  /**
   * The policies of a role.
   *
   * @param inline the names of those inside it
   * @param attached the ARNs of those attached to it
   * @param document the one inside it that has our name, decoded; null when there is none, or when
   *     nobody needs to know
   */
  public record RolePolicies(Set<String> inline, Set<String> attached, @Nullable String document) {
    public RolePolicies {
      inline = Set.copyOf(inline);
      attached = Set.copyOf(attached);
    }
  }
}
