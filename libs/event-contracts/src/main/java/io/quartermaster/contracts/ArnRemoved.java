package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;

/**
 * The administrator disconnected the instance from Amazon Q. Replaces {@link ArnSaved} of the same
 * instance, and holds what a consumer needs to take the set-up down, also one that never saw it.
 *
 * @param instanceUid the id in the provider URL
 * @param role the role of the settings that end
 * @param gatewayUrl the AI gateway of the settings that end
 * @param deleteIamResources whether role and identity provider go too, as far as they carry our
 *     tags
 * @param revision follows the revisions of {@link ArnSaved}
 * @param changedBy the subject of the administrator's token
 */
public record ArnRemoved(
    String instanceUid,
    URI gitlabUrl,
    ArnSaved.Role role,
    ArnSaved.IdentityProvider identityProvider,
    URI gatewayUrl,
    boolean deleteIamResources,
    long revision,
    String changedBy,
    Instant changedAt)
    implements SettingsEvent {

  public ArnRemoved {
    requireNonNull(instanceUid, "instance_uid");
    requireNonNull(gitlabUrl, "gitlab_url");
    requireNonNull(role, "role");
    requireNonNull(identityProvider, "identity_provider");
    requireNonNull(gatewayUrl, "gateway_url");
    requireNonNull(changedBy, "changed_by");
    requireNonNull(changedAt, "changed_at");
  }

  @Override
  public EventType type() {
    return EventType.ARN_REMOVED;
  }

  @Override
  public String aggregate() {
    return InstanceAggregate.of(instanceUid);
  }
}
