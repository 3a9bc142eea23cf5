package io.quartermaster.oauthregistrar.decision;

import io.quartermaster.oauthregistrar.decision.StepFailure.Refused;
import io.quartermaster.oauthregistrar.decision.StepFailure.Unavailable;
import java.time.Duration;
import java.time.Instant;

/**
 * For how long a no that may be temporary is not believed: AWS IAM needs seconds to make a new
 * provider, role or policy known everywhere, and the gateway reports some outages behind it as a
 * refusal.
 *
 * @param propagation how long after IAM access was provisioned
 * @param attempts how many attempts for the other kind
 */
public record PatiencePolicy(Duration propagation, int attempts) {

  /** The failure as it is to be taken now. */
  public StepFailure judge(StepFailure failure, Instant provisionedAt, Instant now, int attempt) {
    return switch (failure) {
      case Unavailable unavailable -> unavailable;
      case Refused refused ->
          switch (refused.patience()) {
            case NONE -> refused;
            case IAM_PROPAGATION ->
                now.isBefore(provisionedAt.plus(propagation)) ? soften(refused) : refused;
            case BEHIND_GATEWAY -> attempt < attempts ? soften(refused) : refused;
          };
    };
  }

  private static Unavailable soften(Refused refused) {
    return new Unavailable(refused.code(), refused.detail(), refused.remedy(), null);
  }
}
