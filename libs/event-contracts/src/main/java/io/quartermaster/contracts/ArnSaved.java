package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;

/**
 * The administrator saved the settings of the instance. Holds everything that a consumer needs to
 * set the instance up, so that nobody has to ask the settings service back.
 *
 * @param instanceUid the id in the provider URL; from the Cloud Connector token, never computed
 * @param gitlabUrl the external URL of the GitLab instance
 * @param gatewayUrl the AI gateway of the environment, as it belongs into {@code gitlab.rb}
 * @param revision the revision of the settings; {@link ScopeToggled} of the same save carries it
 *     too
 * @param changedBy the subject of the administrator's token
 */
public record ArnSaved(
    String instanceUid,
    URI gitlabUrl,
    Role role,
    IdentityProvider identityProvider,
    GatewayEnvironment gatewayEnvironment,
    URI gatewayUrl,
    boolean autoReviewEnabled,
    long revision,
    String changedBy,
    Instant changedAt)
    implements SettingsEvent {

  public ArnSaved {
    requireNonNull(instanceUid, "instance_uid");
    requireNonNull(gitlabUrl, "gitlab_url");
    requireNonNull(role, "role");
    requireNonNull(identityProvider, "identity_provider");
    requireNonNull(gatewayEnvironment, "gateway_environment");
    requireNonNull(gatewayUrl, "gateway_url");
    requireNonNull(changedBy, "changed_by");
    requireNonNull(changedAt, "changed_at");
  }

  @Override
  public EventType type() {
    return EventType.ARN_SAVED;
  }

  @Override
  public String aggregate() {
    return InstanceAggregate.of(instanceUid);
  }

  /**
   * The role ARN and its parsed parts.
   *
   * @param path begins and ends with a slash; a single slash when the role has no path
   */
  public record Role(String arn, String partition, String accountId, String path, String name) {
    public Role {
      requireNonNull(arn, "role.arn");
      requireNonNull(partition, "role.partition");
      requireNonNull(accountId, "role.account_id");
      requireNonNull(path, "role.path");
      requireNonNull(name, "role.name");
    }
  }

  /** What AWS IAM must trust: the provider's URL with its scheme, and the audience. */
  public record IdentityProvider(URI providerUrl, String audience) {
    public IdentityProvider {
      requireNonNull(providerUrl, "identity_provider.provider_url");
      requireNonNull(audience, "identity_provider.audience");
    }
  }
}
