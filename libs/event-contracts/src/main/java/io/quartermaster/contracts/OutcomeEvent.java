package io.quartermaster.contracts;

/**
 * The outcome of a step of the set-up. All outcomes of one step of one instance share a key, so
 * consumers receive them in the order in which they were published.
 *
 * <p>The service that acts composes the sentences; consumers show them unchanged.
 */
public sealed interface OutcomeEvent extends Event
    permits StepStarted,
        OutcomeEvent.Succeeded,
        OutcomeEvent.Failed,
        GatewayConfigProgressed,
        MembershipProgressed {

  default SetupStep step() {
    return switch (this) {
      case StepStarted event -> event.step();
      case GatewayConfigProgressed event -> SetupStep.GATEWAY_CONFIGURATION;
      case GatewayConfigPushed event -> SetupStep.GATEWAY_CONFIGURATION;
      case GatewayConfigFailed event -> SetupStep.GATEWAY_CONFIGURATION;
      case GatewayConfigRemoved event -> SetupStep.GATEWAY_CONFIGURATION;
      case IamAccessProvisioned event -> SetupStep.IAM_ACCESS;
      case IamAccessFailed event -> SetupStep.IAM_ACCESS;
      case IamAccessReleased event -> SetupStep.IAM_ACCESS;
      case ServiceAccountReady event -> SetupStep.SERVICE_ACCOUNT;
      case ServiceAccountFailed event -> SetupStep.SERVICE_ACCOUNT;
      case ServiceAccountReleased event -> SetupStep.SERVICE_ACCOUNT;
      case OAuthAppRegistered event -> SetupStep.OAUTH_APPLICATION;
      case OAuthAppFailed event -> SetupStep.OAUTH_APPLICATION;
      case OAuthAppRemoved event -> SetupStep.OAUTH_APPLICATION;
      case MembershipProgressed event -> SetupStep.PROJECT_MEMBERSHIPS;
      case MembershipFailed event -> SetupStep.PROJECT_MEMBERSHIPS;
    };
  }

  /** The settings revision, attempt and time. */
  Origin origin();

  @Override
  default long revision() {
    return origin().revision();
  }

  @Override
  default String aggregate() {
    return step().wireName() + "/" + origin().instanceUid();
  }

  /** The step reached the desired state. */
  sealed interface Succeeded extends OutcomeEvent
      permits IamAccessProvisioned,
          IamAccessReleased,
          OAuthAppRegistered,
          OAuthAppRemoved,
          ServiceAccountReady,
          ServiceAccountReleased,
          GatewayConfigPushed,
          GatewayConfigRemoved {

    /** The outcome, one sentence for the administrator. */
    String detail();
  }

  /** The step is not in the desired state. */
  sealed interface Failed extends OutcomeEvent
      permits IamAccessFailed,
          OAuthAppFailed,
          ServiceAccountFailed,
          MembershipFailed,
          GatewayConfigFailed {

    Failure failure();
  }
}
