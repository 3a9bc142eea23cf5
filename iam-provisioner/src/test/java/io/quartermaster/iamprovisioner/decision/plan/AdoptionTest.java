package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProvider;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.createdByHand;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.named;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.observed;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Provider;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every existing provider with every existing role, and what is done with both. */
class AdoptionTest {
  private static final DesiredAccess DESIRED = aDesiredAccess();
  private static final Map<String, String> UNTAGGED = Map.of();
  private static final Map<String, String> ANOTHER = Map.of("quartermaster:instance", "another");

  /** Steps, or a refusal. */
  private record Answer(List<String> steps, @Nullable String refusal) {
    static Answer of(String... steps) {
      return new Answer(List.of(steps), null);
    }

    static Answer refused(String code) {
      return new Answer(List.of(), code);
    }
  }

  private record ProviderCase(
      String name, @Nullable Provider provider, Answer managing, Answer adopting) {}

  private record RoleCase(String name, @Nullable Role role, Answer managing, Answer adopting) {}

  record Row(Mode mode, ObservedAccess observed, List<String> steps, @Nullable String refusal) {}

  static Stream<Arguments> rows() {
    return Stream.of(Mode.MANAGE, Mode.ADOPT)
        .flatMap(
            mode ->
                providers().stream()
                    .flatMap(provider -> roles().stream().map(role -> row(mode, provider, role))));
  }

  private static List<ProviderCase> providers() {
    String ours = DESIRED.audience();
    return List.of(
        both("no provider", null, Answer.of("create_provider")),
        both("own provider", aProvider(), Answer.of()),
        both(
            "own provider without the audience",
            new Provider(Set.of("foreign"), DESIRED.tags()),
            Answer.of("add_audience")),
        new ProviderCase(
            "an untagged provider with the audience",
            new Provider(Set.of(ours, "foreign"), UNTAGGED),
            Answer.of(),
            Answer.of("tag_provider")),
        new ProviderCase(
            "an untagged provider without the audience",
            new Provider(Set.of("foreign"), UNTAGGED),
            Answer.refused("provider_not_ours"),
            Answer.of("tag_provider", "add_audience")),
        both(
            "a foreign provider with the audience",
            new Provider(Set.of(ours), ANOTHER),
            Answer.refused("provider_of_another_instance")),
        both(
            "a foreign provider without the audience",
            new Provider(Set.of("foreign"), ANOTHER),
            Answer.refused("provider_of_another_instance")));
  }

  private static List<RoleCase> roles() {
    return List.of(
        ofRole("no role", null, Answer.of("create_role", "put_policy")),
        ofRole("own role", aConvergedRole(), Answer.of()),
        new RoleCase(
            "an untagged role",
            tagged(UNTAGGED),
            Answer.refused("role_not_ours"),
            Answer.of("tag_role")),
        new RoleCase(
            "a role created by hand",
            createdByHand(),
            Answer.refused("role_created_by_hand"),
            Answer.of("tag_role", "update_trust", "update_session", "put_policy")),
        ofRole("a foreign role", tagged(ANOTHER), Answer.refused("role_of_another_instance")),
        ofRole(
            "a role under another path",
            named("/team/", "QDeveloperAccess"),
            Answer.refused("role_under_another_path")),
        ofRole(
            "a role of IAM Identity Center",
            named("/aws-reserved/sso.amazonaws.com/", "QDeveloperAccess"),
            Answer.refused("role_unmodifiable")),
        ofRole(
            "a role in another letter case",
            named("/", "qdeveloperaccess"),
            Answer.refused("role_under_another_path")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void usesAdoptsOrRefusesExistingResources(Row row) {
    AccessPlan plan = new AccessPlanner(row.mode()).plan(DESIRED, row.observed());

    switch (plan) {
      case AccessPlan.Rejected(var reason, var drift) -> {
        assertThat(reason.code()).isEqualTo(row.refusal());
        assertThat(drift).noneMatch(Drift::repaired);
      }
      case AccessPlan.Apply apply -> {
        assertThat(row.refusal()).isNull();
        assertThat(apply.steps()).extracting(AccessStep::wireName).isEqualTo(row.steps());
      }
    }
  }

  private static Arguments row(Mode mode, ProviderCase provider, RoleCase role) {
    Answer ofProvider = mode == Mode.ADOPT ? provider.adopting() : provider.managing();
    Answer ofRole = mode == Mode.ADOPT ? role.adopting() : role.managing();
    return argumentSet(
        "%s: %s, %s".formatted(mode, provider.name(), role.name()),
        new Row(
            mode,
            observed(provider.provider(), role.role()),
            Stream.concat(ofProvider.steps().stream(), ofRole.steps().stream()).toList(),
            ofRole.refusal() == null ? ofProvider.refusal() : ofRole.refusal()));
  }

  private static ProviderCase both(String name, @Nullable Provider provider, Answer answer) {
    return new ProviderCase(name, provider, answer, answer);
  }

  private static RoleCase ofRole(String name, @Nullable Role role, Answer answer) {
    return new RoleCase(name, role, answer, answer);
  }
}
