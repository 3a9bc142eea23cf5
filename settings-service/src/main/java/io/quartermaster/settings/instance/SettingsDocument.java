package io.quartermaster.settings.instance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.settings.identity.InstanceIdentity;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The settings as the API answers them.
 *
 * @param message GitLab's own words after a save; absent when the settings were only read
 */
@Schema(name = "Settings")
@JsonNaming(SnakeCaseStrategy.class)
record SettingsDocument(
    @Schema(
            nullable = true,
            description = "The IAM role; null before the first save and after a disconnect.",
            examples = "arn:aws:iam::123456789012:role/QDeveloperAccess")
        @Nullable String roleArn,
    @Schema(description = "Who can use Amazon Q; default_off before the first save.")
        Availability availability,
    @Schema(description = "Whether Amazon Q reviews merge requests by itself.")
        boolean autoReviewEnabled,
    @Schema(readOnly = true, description = "Every step of the set-up is done.") boolean ready,
    @Schema(readOnly = true) IdentityProvider identityProvider,
    @Schema(description = "Which of GitLab's AI gateways and identity providers.")
        GatewayEnvironment gatewayEnvironment,
    @Schema(readOnly = true, description = "Grows with every save; 0 before the first.")
        long revision,
    @Schema(readOnly = true, nullable = true) @Nullable Instant changedAt,
    @Schema(readOnly = true, nullable = true) @Nullable String changedBy,
    @Schema(readOnly = true, description = "Only after a save.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String message) {

  private static final String SAVED = "Amazon Q settings have been saved.";

  static SettingsDocument of(InstanceSettings settings, InstanceIdentity identity, boolean ready) {
    return new SettingsDocument(
        settings.roleArn().toString(),
        settings.availability(),
        settings.autoReviewEnabled(),
        ready,
        IdentityProvider.of(identity, settings.gatewayEnvironment()),
        settings.gatewayEnvironment(),
        settings.revision(),
        settings.changedAt(),
        settings.changedBy(),
        null);
  }

  /** GitLab's form needs one of its three choices to show; nothing saved means nothing is on. */
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

  /** GitLab forgets the role and keeps the availability. */
  static SettingsDocument disconnected(InstanceSettings settings, InstanceIdentity identity) {
    return new SettingsDocument(
        null,
        settings.availability(),
        settings.autoReviewEnabled(),
        false,
        IdentityProvider.of(identity, settings.gatewayEnvironment()),
        settings.gatewayEnvironment(),
        settings.revision(),
        settings.changedAt(),
        settings.changedBy(),
        null);
  }

  SettingsDocument saved() {
    return new SettingsDocument(
        roleArn,
        availability,
        autoReviewEnabled,
        ready,
        identityProvider,
        gatewayEnvironment,
        revision,
        changedAt,
        changedBy,
        SAVED);
  }

  /** What an administrator would enter into the AWS console by hand. */
  @Schema(name = "IdentityProvider")
  @JsonNaming(SnakeCaseStrategy.class)
  record IdentityProvider(String instanceUid, URI providerUrl, String audience) {
    static IdentityProvider of(InstanceIdentity identity, GatewayEnvironment environment) {
      return new IdentityProvider(
          identity.instanceUid(), identity.providerUrl(environment), identity.audience());
    }
  }
}
