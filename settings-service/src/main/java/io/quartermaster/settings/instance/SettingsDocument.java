package io.quartermaster.settings.instance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.setup.Setup;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The settings as the API returns them.
 *
 * @param message GitLab's own message after a save; absent after a read
 */
@Schema(name = "Settings")
@JsonNaming(SnakeCaseStrategy.class)
record SettingsDocument(
    @Schema(
            nullable = true,
            description = "The IAM role; null before the first save and after a disconnect.",
            examples = "arn:aws:iam::123456789012:role/QDeveloperAccess")
        @Nullable String roleArn,
    @Schema(description = "GitLab's availability; default_off before the first save.")
        Availability availability,
    @Schema(description = "Whether Amazon Q reviews merge requests automatically.")
        boolean autoReviewEnabled,
    @Schema(readOnly = true, description = "Whether every step of the set-up is done.")
        boolean ready,
    @Schema(readOnly = true) IdentityProvider identityProvider,
    @Schema(description = "The environment of GitLab's AI gateway and identity provider.")
        GatewayEnvironment gatewayEnvironment,
    @Schema(readOnly = true, description = "Increases with every change; 0 before the first.")
        long revision,
    @Schema(readOnly = true, nullable = true) @Nullable Instant changedAt,
    @Schema(readOnly = true, nullable = true) @Nullable String changedBy,
    @Schema(readOnly = true, description = "Only after a save.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String message) {

  private static final String SAVED = "Amazon Q settings have been saved.";

  static SettingsDocument of(InstanceSettings settings, Setup setup, InstanceIdentity identity) {
    // GitLab also forgets the role at a disconnect and keeps the availability.
    return of(settings, !setup.kind().disconnects(), setup.ready(), null, identity);
  }

  static SettingsDocument saved(
      InstanceSettings settings, boolean ready, InstanceIdentity identity) {
    return of(settings, true, ready, SAVED, identity);
  }

  private static SettingsDocument of(
      InstanceSettings settings,
      boolean connected,
      boolean ready,
      @Nullable String message,
      InstanceIdentity identity) {
    return new SettingsDocument(
        connected ? settings.roleArn().toString() : null,
        settings.availability(),
        settings.autoReviewEnabled(),
        connected && ready,
        IdentityProvider.of(identity, settings.gatewayEnvironment()),
        settings.gatewayEnvironment(),
        settings.revision(),
        settings.changedAt(),
        settings.changedBy(),
        message);
  }

  /** GitLab's form has to show an availability before one is saved. */
  static SettingsDocument neverSaved(InstanceIdentity identity) {
    return new SettingsDocument(
        null,
        Availability.DEFAULT_OFF,
        false,
        false,
        IdentityProvider.of(identity, identity.configuredEnvironment()),
        identity.configuredEnvironment(),
        0,
        null,
        null,
        null);
  }

  /** The identity provider that AWS IAM has to trust. */
  @Schema(name = "IdentityProvider")
  @JsonNaming(SnakeCaseStrategy.class)
  record IdentityProvider(String instanceUid, URI providerUrl, String audience) {
    static IdentityProvider of(InstanceIdentity identity, GatewayEnvironment environment) {
      return new IdentityProvider(
          identity.instanceUid(), identity.providerUrl(environment), identity.audience());
    }
  }
}
