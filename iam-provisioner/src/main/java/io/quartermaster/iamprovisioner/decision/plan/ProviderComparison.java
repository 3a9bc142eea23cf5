package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.step.StepFailure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the identity provider. An account has one for each URL and may share it: one without an
 * ownership tag that has the audience already is used unchanged. Audiences are added before others
 * are removed, so that access is never interrupted.
 */
record ProviderComparison(DesiredAccess desired, Mode mode, Findings findings) {

  /**
   * A provider of another instance is not used, because that instance may delete it. One without
   * owner is not changed, except in adopt mode.
   */
  Optional<StepFailure> refusal(ObservedAccess.@Nullable Provider provider) {
    if (provider == null) {
      return Optional.empty();
    }
    if (isForeign(provider)) {
      return Optional.of(Refusals.providerOfAnotherInstance(desired));
    }
    boolean unchanged = provider.audiences().contains(desired.audience());
    if (provider.owner().isPresent() || mode == Mode.ADOPT || unchanged) {
      return Optional.empty();
    }
    return Optional.of(
        desired.tagged().provider()
            ? Refusals.providerTagRemoved(desired)
            : Refusals.providerNotOurs(desired));
  }

  void compare(ObservedAccess.@Nullable Provider provider) {
    if (provider == null) {
      findings.repairMissing(
          DriftKind.PROVIDER,
          desired.providerArn(),
          new AccessStep.CreateProvider(desired.providerUrl(), desired.audience(), desired.tags()));
      return;
    }
    compareTags(provider);
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

  private void compareTags(ObservedAccess.Provider provider) {
    String uid = desired.target().instanceUid();
    if (isOwned(provider) || (provider.owner().isEmpty() && mode == Mode.ADOPT)) {
      new TagComparison(desired.tags(), provider::tag)
          .compare(
              DriftKind.PROVIDER_OWNER,
              DriftKind.PROVIDER_TAG,
              tags -> new AccessStep.TagProvider(desired.providerArn(), tags),
              findings);
    } else if (isForeign(provider) || desired.tagged().provider()) {
      findings.report(DriftKind.PROVIDER_OWNER, uid, provider.owner().orElse(Drift.NONE));
    }
  }

  private boolean isForeign(ObservedAccess.Provider provider) {
    return provider.owner().isPresent() && !isOwned(provider);
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
      if (previous == null) {
        continue;
      }
      Optional<String> reason = reasonToKeep(previous, false);
      if (reason.isPresent()) {
        findings.keep(DriftKind.PREVIOUS_PROVIDER, arn, reason.get());
      } else {
        findings.remove(true, DriftKind.PREVIOUS_PROVIDER, arn, new AccessStep.DeleteProvider(arn));
      }
    }
  }

  /**
   * Why a provider is not deleted, in words that follow its ARN; empty when it is.
   *
   * @param tagged whether it had the ownership tag when it was last checked
   */
  Optional<String> reasonToKeep(ObservedAccess.Provider provider, boolean tagged) {
    return Refusals.reasonToKeep(provider.owner(), desired::isOwner, tagged)
        .or(
            () ->
                Optional.of(foreignAudiences(provider))
                    .filter(foreign -> !foreign.isEmpty())
                    .map("with the audiences %s of other clients"::formatted));
  }

  private String foreignAudiences(ObservedAccess.Provider provider) {
    return provider.audiences().stream()
        .filter(audience -> !isOwnAudience(audience))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  boolean isOwned(ObservedAccess.Provider provider) {
    return provider.owner().filter(desired::isOwner).isPresent();
  }

  private boolean isOwnAudience(String audience) {
    return audience.equals(desired.audience())
        || desired.target().previous().providers().stream()
            .anyMatch(previous -> previous.audience().equals(audience));
  }
}
