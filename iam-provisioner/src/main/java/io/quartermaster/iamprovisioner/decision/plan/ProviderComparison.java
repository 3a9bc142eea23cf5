package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.step.StepFailure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the identity provider. An account has one for each URL and may share it: one that has
 * the audience already is used unchanged, regardless of who created it. Audiences are added before
 * others are removed, so that access is never interrupted.
 */
record ProviderComparison(DesiredAccess desired, Mode mode, Findings findings) {

  /** A foreign provider is not changed, except that adopt mode adopts one without owner. */
  Optional<StepFailure> refusal(ObservedAccess.@Nullable Provider provider) {
    if (provider == null || provider.audiences().contains(desired.audience())) {
      return Optional.empty();
    }
    Optional<String> owner = provider.owner();
    if (owner.isEmpty() && mode != Mode.ADOPT) {
      return Optional.of(Refusals.providerNotOurs(desired));
    }
    return owner
        .filter(uid -> !desired.isOwner(uid))
        .map(uid -> Refusals.providerOfAnotherInstance(desired));
  }

  void compare(ObservedAccess.@Nullable Provider provider) {
    if (provider == null) {
      findings.repairMissing(
          DriftKind.PROVIDER,
          desired.providerArn(),
          new AccessStep.CreateProvider(
              desired.providerUrl(), desired.audience(), desired.ownershipTags()));
      return;
    }
    if (provider.owner().isEmpty() && mode == Mode.ADOPT) {
      findings.repairMissing(
          DriftKind.PROVIDER_OWNER,
          desired.target().instanceUid(),
          new AccessStep.TagProvider(desired.providerArn(), desired.ownershipTags()));
    }
    if (!provider.audiences().contains(desired.audience())) {
      findings.repairMissing(
          DriftKind.PROVIDER_AUDIENCE,
          desired.audience(),
          new AccessStep.AddAudience(desired.providerArn(), desired.audience()));
    }
    if (isOwned(provider)) {
      compareOtherAudiences(provider.audiences());
    }
  }

  private void compareOtherAudiences(Set<String> audiences) {
    for (String audience : new TreeSet<>(audiences)) {
      if (!audience.equals(desired.audience())) {
        findings.remove(
            desired.rules().exclusive(),
            DriftKind.PROVIDER_OTHER_AUDIENCE,
            audience,
            new AccessStep.RemoveAudience(desired.providerArn(), audience));
      }
    }
  }

  /** Deleted last, and only with the ownership tag and without a foreign audience. */
  void comparePrevious(Map<String, ObservedAccess.Provider> existing) {
    for (String arn : desired.target().previousProviders().keySet()) {
      ObservedAccess.Provider previous = existing.get(arn);
      if (previous != null) {
        findings.remove(
            isOwned(previous) && hasNoForeignAudience(previous),
            DriftKind.PREVIOUS_PROVIDER,
            arn,
            new AccessStep.DeleteProvider(arn));
      }
    }
  }

  boolean isOwned(ObservedAccess.Provider provider) {
    return provider.owner().filter(desired::isOwner).isPresent();
  }

  boolean hasNoForeignAudience(ObservedAccess.Provider provider) {
    return provider.audiences().stream().allMatch(this::isOwnAudience);
  }

  private boolean isOwnAudience(String audience) {
    return audience.equals(desired.audience())
        || desired.target().previous().providers().stream()
            .anyMatch(previous -> previous.audience().equals(audience));
  }
}
