package io.quartermaster.contracts;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every event type with its wire name, topic and record. The name ends in the major version of the
 * data; a change that is not additive is a new constant.
 */
public enum EventType {
  ARN_SAVED("settings.arn-saved.v1", ArnSaved.class),
  ARN_REMOVED("settings.arn-removed.v1", ArnRemoved.class),
  SCOPE_TOGGLED("settings.scope-toggled.v1", ScopeToggled.class),
  VERIFICATION_REQUESTED("settings.verification-requested.v1", VerificationRequested.class),
  AUDIT_HEADS_PUBLISHED("settings.audit-heads-published.v1", AuditHeadsPublished.class),
  STEP_STARTED("outcome.step-started.v1", StepStarted.class),
  IAM_ACCESS_PROVISIONED("outcome.iam-access-provisioned.v1", IamAccessProvisioned.class),
  IAM_ACCESS_FAILED("outcome.iam-access-failed.v1", IamAccessFailed.class),
  IAM_ACCESS_RELEASED("outcome.iam-access-released.v1", IamAccessReleased.class),
  OAUTH_APP_REGISTERED("outcome.oauth-app-registered.v1", OAuthAppRegistered.class),
  OAUTH_APP_FAILED("outcome.oauth-app-failed.v1", OAuthAppFailed.class),
  OAUTH_APP_REMOVED("outcome.oauth-app-removed.v1", OAuthAppRemoved.class),
  SERVICE_ACCOUNT_READY("outcome.service-account-ready.v1", ServiceAccountReady.class),
  SERVICE_ACCOUNT_FAILED("outcome.service-account-failed.v1", ServiceAccountFailed.class),
  SERVICE_ACCOUNT_RELEASED("outcome.service-account-released.v1", ServiceAccountReleased.class),
  MEMBERSHIP_PROGRESSED("outcome.membership-progressed.v1", MembershipProgressed.class),
  MEMBERSHIP_FAILED("outcome.membership-failed.v1", MembershipFailed.class),
  GATEWAY_CONFIG_PROGRESSED("outcome.gateway-config-progressed.v1", GatewayConfigProgressed.class),
  GATEWAY_CONFIG_PUSHED("outcome.gateway-config-pushed.v1", GatewayConfigPushed.class),
  GATEWAY_CONFIG_FAILED("outcome.gateway-config-failed.v1", GatewayConfigFailed.class),
  GATEWAY_CONFIG_REMOVED("outcome.gateway-config-removed.v1", GatewayConfigRemoved.class);

  private final String wireName;
  private final Class<? extends Event> record;

  EventType(String name, Class<? extends Event> record) {
    this.wireName = "io.quartermaster." + name;
    this.record = record;
  }

  public String wireName() {
    return wireName;
  }

  public Topic topic() {
    if (this == AUDIT_HEADS_PUBLISHED) {
      return Topic.AUDIT_HEADS;
    }
    return SettingsEvent.class.isAssignableFrom(record)
        ? Topic.SETTINGS_EVENTS
        : Topic.OUTCOME_EVENTS;
  }

  public Class<? extends Event> record() {
    return record;
  }

  static EventType of(Class<? extends Event> record) {
    return Arrays.stream(values())
        .filter(type -> type.record.equals(record))
        .findFirst()
        .orElseThrow();
  }

  /** Empty for a type that this version does not know, which a consumer counts and ignores. */
  public static Optional<EventType> ofWireName(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }
}
