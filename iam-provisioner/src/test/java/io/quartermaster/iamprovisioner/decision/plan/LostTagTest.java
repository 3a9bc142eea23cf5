package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProvider;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.observed;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Provider;
import io.quartermaster.iamprovisioner.decision.TaggedResources;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Resources that are known to have had the ownership tag, and have lost it. */
class LostTagTest {
  private static final DesiredAccess KNOWN =
      new DesiredAccess(
          aDesiredAccess().target(),
          aDesiredAccess().rules(),
          aDesiredAccess().state(),
          new TaggedResources(true, true));
  private static final String TAG = "quartermaster:instance=" + UID;
  private static final Drift OWNER = new Drift(DriftKind.PROVIDER_OWNER, UID, Drift.NONE, false);

  @Test
  void namesTheRemovedTagOfARoleAndBothWaysOut() {
    AccessPlan plan = plan(Mode.MANAGE, observed(aProvider(), tagged(Map.of())));

    assertThat(plan)
        .isInstanceOfSatisfying(
            AccessPlan.Rejected.class,
            rejected -> {
              assertThat(rejected.reason().code()).isEqualTo("role_tag_removed");
              assertThat(rejected.reason().detail())
                  .contains(KNOWN.role().text(), "removed its tag");
              assertThat(rejected.reason().remedy())
                  .contains(TAG, "To put the tag back", "To give the role up");
            });
  }

  @Test
  void reportsTheRemovedTagOfAProviderThatStillHasTheAudience() {
    AccessPlan plan = plan(Mode.MANAGE, observed(untagged(KNOWN.audience()), aConvergedRole()));

    assertThat(plan).isInstanceOf(AccessPlan.Apply.class);
    assertThat(plan.drift()).containsExactly(OWNER);
  }

  @Test
  void reportsNoRemovedTagOfAProviderThatNeverHadIt() {
    AccessPlan plan =
        new AccessPlanner(Mode.MANAGE)
            .plan(aDesiredAccess(), observed(untagged(KNOWN.audience()), aConvergedRole()));

    assertThat(plan.drift()).isEmpty();
  }

  @Test
  void namesTheRemovedTagOfAProviderWithoutTheAudience() {
    AccessPlan plan = plan(Mode.MANAGE, observed(untagged("another"), aConvergedRole()));

    assertThat(plan.drift()).contains(OWNER);
    assertThat(plan)
        .isInstanceOfSatisfying(
            AccessPlan.Rejected.class,
            rejected -> {
              assertThat(rejected.reason().code()).isEqualTo("provider_tag_removed");
              assertThat(rejected.reason().remedy())
                  .contains(TAG, "To put the tag back", "To give the provider up");
            });
  }

  @Test
  void tagsBothAgainInAdoptMode() {
    assertThat(plan(Mode.ADOPT, observed(untagged(KNOWN.audience()), tagged(Map.of()))))
        .isInstanceOfSatisfying(
            AccessPlan.Apply.class,
            apply ->
                assertThat(apply.steps())
                    .extracting(AccessStep::wireName)
                    .containsExactly("tag_provider", "tag_role"));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void doesNotUseAProviderOfAnotherInstanceSilently(Mode mode) {
    Provider foreign =
        new Provider(Set.of(KNOWN.audience()), Map.of("quartermaster:instance", "another"));

    AccessPlan plan = plan(mode, observed(foreign, aConvergedRole()));

    assertThat(plan).isInstanceOf(AccessPlan.Rejected.class);
    assertThat(plan.drift())
        .containsExactly(new Drift(DriftKind.PROVIDER_OWNER, UID, "another", false));
  }

  private static Provider untagged(String audience) {
    return new Provider(Set.of(audience), Map.of());
  }

  private static AccessPlan plan(Mode mode, ObservedAccess observed) {
    return new AccessPlanner(mode).plan(KNOWN, observed);
  }
}
