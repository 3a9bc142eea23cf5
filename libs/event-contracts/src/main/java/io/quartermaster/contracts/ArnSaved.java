package io.quartermaster.contracts;

import io.quartermaster.aws.RoleArn;
import java.net.URI;
import java.time.Instant;

/**
 * An administrator saved the settings of the instance. Contains everything that a consumer needs,
 * so that none queries settings-service.
 *
 * @param instanceUid the UID in the provider URL; from the Cloud Connector token, never computed
 * @param gitlabUrl the external URL of the GitLab instance
 * @param gatewayUrl the AI gateway of the environment, as configured in {@code gitlab.rb}
 * @param revision the settings revision, equal in the {@link ScopeToggled} of the same save
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

    public static Role of(RoleArn arn) {
      return new Role(arn.text(), arn.partition(), arn.accountId(), arn.path(), arn.name());
    }

    /** By its parts, which are not validated: the consumer must report what AWS rejects. */
    public RoleArn roleArn() {
      return new RoleArn(partition, accountId, path, name);
    }
  }

  /** The identity provider that AWS IAM must trust: URL with scheme, and audience. */
  public record IdentityProvider(URI providerUrl, String audience) {}
}
