package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.INLINE;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProvider;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.observed;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.quartermaster.iamprovisioner.decision.AccessRules;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Provider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tags of the configuration: set with the ownership tag, repaired, and foreign ones kept. */
class TagComparisonTest {
  private static final DesiredAccess DESIRED =
      aDesiredAccess(new AccessRules(INLINE, null, null, false, Map.of("cost-center", "4711")));
  private static final Provider PROVIDER = provider(DESIRED.tags());

  @ParameterizedTest
  @MethodSource("differences")
  void repairsEachTagWithOneStep(ObservedAccess observed, String drift, String step) {
    AccessPlan plan = plan(Mode.MANAGE, observed);

    assertThat(plan.drift()).extracting(Drift::text).containsExactly(drift);
    assertThat(steps(plan)).extracting(AccessStep::wireName).containsExactly(step);
    assertThat(plan(Mode.VERIFY, observed)).isInstanceOf(AccessPlan.Rejected.class);
  }

  static Stream<Arguments> differences() {
    Map<String, String> other =
        Map.of("quartermaster:instance", UID, "cost-center", "1", "Team", "theirs");
    Map<String, String> otherLetterCase =
        Map.of("quartermaster:instance", UID, "Cost-Center", "4711");
    return Stream.of(
        argumentSet(
            "missing on the role",
            observed(PROVIDER, aConvergedRole()),
            "role_tag: expected cost-center=4711, found none",
            "tag_role"),
        argumentSet(
            "another value on the role",
            observed(PROVIDER, tagged(other)),
            "role_tag: expected cost-center=4711, found cost-center=1",
            "tag_role"),
        argumentSet(
            "missing on the provider",
            observed(aProvider(), tagged(DESIRED.tags())),
            "provider_tag: expected cost-center=4711, found none",
            "tag_provider"),
        argumentSet(
            "in another letter case on the provider",
            observed(provider(otherLetterCase), tagged(DESIRED.tags())),
            "provider_tag: expected cost-center=4711, found none",
            "tag_provider"));
  }

  @Test
  void ignoresForeignTagsAndTheLetterCaseOfTagKeysOfRoles() {
    ObservedAccess observed =
        observed(
            provider(
                Map.of("quartermaster:instance", UID, "cost-center", "4711", "Team", "theirs")),
            tagged(Map.of("Quartermaster:Instance", UID, "Cost-Center", "4711", "x", "y")));

    assertThat(plan(Mode.MANAGE, observed).drift()).isEmpty();
  }

  @Test
  void tagsWhatItCreatesInTheSameCall() {
    assertThat(steps(plan(Mode.MANAGE, ObservedAccess.nothing())))
        .filteredOn(TagComparisonTest::carriesAllTags)
        .extracting(AccessStep::wireName)
        .containsExactly("create_provider", "create_role");
  }

  @Test
  void tagsWhatItAdoptsInOneCall() {
    assertThat(steps(plan(Mode.ADOPT, observed(provider(Map.of()), tagged(Map.of())))))
        .hasSize(2)
        .allMatch(TagComparisonTest::carriesAllTags);
  }

  @Test
  void leavesTheTagsOfASharedProvider() {
    ObservedAccess shared = observed(provider(Map.of()), tagged(DESIRED.tags()));

    assertThat(plan(Mode.MANAGE, shared).drift()).isEmpty();
  }

  private static boolean carriesAllTags(AccessStep step) {
    return switch (step) {
      case AccessStep.CreateProvider it -> it.tags().equals(DESIRED.tags());
      case AccessStep.TagProvider it -> it.tags().equals(DESIRED.tags());
      case AccessStep.CreateRole it -> it.settings().tags().equals(DESIRED.tags());
      case AccessStep.TagRole it -> it.tags().equals(DESIRED.tags());
      default -> false;
    };
  }

  private static Provider provider(Map<String, String> tags) {
    return new Provider(Set.of(DESIRED.audience()), tags);
  }

  private static AccessPlan plan(Mode mode, ObservedAccess observed) {
    return new AccessPlanner(mode).plan(DESIRED, observed);
  }

  private static List<AccessStep> steps(AccessPlan plan) {
    return ((AccessPlan.Apply) plan).steps();
  }
}
