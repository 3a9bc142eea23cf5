package io.quartermaster.oauthregistrar.decision;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.step.StepFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Until when a refusal that may be transient is retried: AWS IAM needs seconds to propagate a new
 * provider, role or policy, and the gateway reports some outages behind it as a refusal.
 *
 * @param propagation from the time at which IAM access was provisioned
 * @param outage from the first refusal that may be an outage
 */
public record GracePeriods(Duration propagation, Duration outage) {

  private static final Set<String> PROPAGATION_CODES =
      Set.of(
          FailureCodes.IDENTITY_TOKEN_REJECTED,
          FailureCodes.PROVIDER_AUDIENCE_MISSING,
          FailureCodes.PROVIDER_MISSING,
          FailureCodes.ROLE_PERMISSION_MISSING,
          FailureCodes.ROLE_SESSION_TOO_SHORT,
          FailureCodes.ROLE_TRUST_MISMATCH);
  private static final Set<String> OUTAGE_CODES =
      Set.of(
          // AWS could not read the keys of the provider, which also happens to old set-ups.
          FailureCodes.IDENTITY_TOKEN_REJECTED,
          FailureCodes.OIDC_TOKEN_UNOBTAINABLE,
          FailureCodes.QUOTA_NOT_ENTITLED);

  public static boolean mayBeOutage(StepFailure failure) {
    return OUTAGE_CODES.contains(failure.code());
  }

  /**
   * The failure as it counts now.
   *
   * @param provisionedAt null when no IAM access was provisioned for the settings
   * @param outageSince null when no refusal may have been an outage
   */
  public StepFailure apply(
      StepFailure failure,
      @Nullable Instant provisionedAt,
      @Nullable Instant outageSince,
      Instant now) {
    if (!(failure instanceof StepFailure.Refused)) {
      return failure;
    }
    Optional<Instant> propagated =
        Optional.ofNullable(provisionedAt)
            .filter(start -> PROPAGATION_CODES.contains(failure.code()))
            .map(start -> start.plus(propagation));
    Optional<Instant> recovered =
        Optional.ofNullable(outageSince)
            .filter(start -> mayBeOutage(failure))
            .map(start -> start.plus(outage));
    return Stream.of(propagated, recovered)
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .filter(now::isBefore)
        .<StepFailure>map(until -> new StepFailure.Settling(failure, until))
        .orElse(failure);
  }
}
