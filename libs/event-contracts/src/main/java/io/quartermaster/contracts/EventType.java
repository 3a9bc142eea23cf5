package io.quartermaster.contracts;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every event type with its wire name, topic and record. The name ends in the major version of the
 * data; a change that is not additive is a new constant.
 */
public enum EventType {
  ARN_SAVED("io.quartermaster.settings.arn-saved.v1", Topic.SETTINGS_EVENTS, ArnSaved.class),
  ARN_REMOVED("io.quartermaster.settings.arn-removed.v1", Topic.SETTINGS_EVENTS, ArnRemoved.class),
  SCOPE_TOGGLED(
      "io.quartermaster.settings.scope-toggled.v1", Topic.SETTINGS_EVENTS, ScopeToggled.class),
  VERIFICATION_REQUESTED(
      "io.quartermaster.settings.verification-requested.v1",
      Topic.SETTINGS_EVENTS,
      VerificationRequested.class),
  STEP_STARTED("io.quartermaster.outcome.step-started.v1", Topic.OUTCOME_EVENTS, StepStarted.class),
  IAM_ACCESS_PROVISIONED(
      "io.quartermaster.outcome.iam-access-provisioned.v1",
      Topic.OUTCOME_EVENTS,
      IamAccessProvisioned.class),
  IAM_ACCESS_FAILED(
      "io.quartermaster.outcome.iam-access-failed.v1", Topic.OUTCOME_EVENTS, IamAccessFailed.class),
  IAM_ACCESS_RELEASED(
      "io.quartermaster.outcome.iam-access-released.v1",
      Topic.OUTCOME_EVENTS,
      IamAccessReleased.class),
  OAUTH_APP_REGISTERED(
      "io.quartermaster.outcome.oauth-app-registered.v1",
      Topic.OUTCOME_EVENTS,
      OAuthAppRegistered.class),
  OAUTH_APP_FAILED(
      "io.quartermaster.outcome.oauth-app-failed.v1", Topic.OUTCOME_EVENTS, OAuthAppFailed.class),
  OAUTH_APP_REMOVED(
      "io.quartermaster.outcome.oauth-app-removed.v1", Topic.OUTCOME_EVENTS, OAuthAppRemoved.class),
  SERVICE_ACCOUNT_READY(
      "io.quartermaster.outcome.service-account-ready.v1",
      Topic.OUTCOME_EVENTS,
      ServiceAccountReady.class),
  SERVICE_ACCOUNT_FAILED(
      "io.quartermaster.outcome.service-account-failed.v1",
      Topic.OUTCOME_EVENTS,
      ServiceAccountFailed.class),
  SERVICE_ACCOUNT_RELEASED(
      "io.quartermaster.outcome.service-account-released.v1",
      Topic.OUTCOME_EVENTS,
      ServiceAccountReleased.class),
  MEMBERSHIP_PROGRESSED(
      "io.quartermaster.outcome.membership-progressed.v1",
      Topic.OUTCOME_EVENTS,
      MembershipProgressed.class),
  MEMBERSHIP_FAILED(
      "io.quartermaster.outcome.membership-failed.v1",
      Topic.OUTCOME_EVENTS,
      MembershipFailed.class),
  GATEWAY_CONFIG_PUSHED(
      "io.quartermaster.outcome.gateway-config-pushed.v1",
      Topic.OUTCOME_EVENTS,
      GatewayConfigPushed.class),
  GATEWAY_CONFIG_FAILED(
      "io.quartermaster.outcome.gateway-config-failed.v1",
      Topic.OUTCOME_EVENTS,
      GatewayConfigFailed.class);

  private final String wireName;
  private final Topic topic;
  private final Class<? extends Event> record;

  EventType(String wireName, Topic topic, Class<? extends Event> record) {
    this.wireName = wireName;
    this.topic = topic;
    this.record = record;
  }

  public String wireName() {
    return wireName;
  }

  public Topic topic() {
    return topic;
  }

  public Class<? extends Event> record() {
    return record;
  }

  static EventType of(Class<? extends Event> record) {
    return Arrays.stream(values())
        .filter(type -> type.record.equals(record))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No event type for " + record));
  }

  /** Empty for a type that this version does not know, which a consumer counts and ignores. */
  public static Optional<EventType> ofWireName(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }
}
