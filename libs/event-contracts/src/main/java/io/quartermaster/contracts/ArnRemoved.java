package io.quartermaster.contracts;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.net.URI;
import java.time.Instant;

/**
 * An administrator disconnected the instance from Amazon Q. Replaces the {@link ArnSaved} of the
 * instance and contains what a consumer needs for the teardown, even without that event.
 *
 * @param deleteIamResources whether to delete role and identity provider, if tagged with this
 *     instance
 * @param removeGatewayConfig whether to remove the AI gateway configuration from the GitLab nodes;
 *     {@code false} when absent, as in events of an earlier version
 * @param revision continues the revisions of {@link ArnSaved}
 */
public record ArnRemoved(
    String instanceUid,
    URI gitlabUrl,
    ArnSaved.Role role,
    ArnSaved.IdentityProvider identityProvider,
    URI gatewayUrl,
    boolean deleteIamResources,
    @JsonSetter(nulls = Nulls.AS_EMPTY) boolean removeGatewayConfig,
    long revision,
    String changedBy,
    Instant changedAt)
    implements SettingsEvent {

  @Override
  public String aggregate() {
    return InstanceAggregate.of(instanceUid);
  }
}
