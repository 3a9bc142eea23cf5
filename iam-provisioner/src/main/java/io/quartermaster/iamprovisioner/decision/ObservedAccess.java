package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.aws.RoleArn;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The observed state in AWS IAM. Thumbprints, dates and last use are not observed, so a change of
 * them is no drift.
 *
 * @param previousProviders those that still exist, by ARN
 * @param previousRoles those that still exist; observed only for a teardown
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

  /** An identity provider with the desired URL, regardless of who created it. */
  public record Provider(Set<String> audiences, Map<String, String> tags) {
    public Provider {
      audiences = Set.copyOf(audiences);
      tags = Map.copyOf(tags);
    }

    /** The value of the ownership tag. */
    public Optional<String> owner() {
      return tag(DesiredAccess.OWNERSHIP_TAG);
    }

    /** The value of a tag; tag keys of providers are case-sensitive. */
    public Optional<String> tag(String key) {
      return Optional.ofNullable(tags.get(key));
    }
  }

  /**
   * A role with the desired name, regardless of who created it.
   *
   * @param path as AWS has it; cannot be changed
   * @param name as AWS has it; can differ in letter case
   * @param instanceProfiles that contain the role; observed only for a teardown
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

    /** The value of the ownership tag. */
    public Optional<String> owner() {
      return tag(DesiredAccess.OWNERSHIP_TAG);
    }

    /** The value of a tag; IAM ignores letter case in tag keys of roles. */
    public Optional<String> tag(String key) {
      return settings.tags().entrySet().stream()
          .filter(tag -> tag.getKey().equalsIgnoreCase(key))
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  /**
   * The settings of a role, which one call returns.
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
   * @param inline names
   * @param attached ARNs
   * @param document the managed inline policy, decoded; null when there is none or it is not needed
   */
  public record RolePolicies(Set<String> inline, Set<String> attached, @Nullable String document) {
    public RolePolicies {
      inline = Set.copyOf(inline);
      attached = Set.copyOf(attached);
    }
  }
}
