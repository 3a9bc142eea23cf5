package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal of the planner, with its text. */
class RefusalsTest {
  private static final DesiredAccess DESIRED = aDesiredAccess();
  private static final String ROLE = DESIRED.role().text();
  private static final String TAG = "quartermaster:instance=" + UID;
  private static final String ADOPT = "iam-provisioner.mode=adopt";
  private static final Map<String, String> FOREIGN = Map.of("quartermaster:instance", "another");

  record Row(Mode mode, ObservedAccess observed, String code, List<String> text) {}

  static Stream<Arguments> rows() {
    return Stream.of(roles(), others()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> roles() {
    return Stream.of(
        row(
            "a role without owner",
            Mode.MANAGE,
            observed(aProvider(), tagged(Map.of())),
            "role_not_ours",
            ROLE,
            "left unchanged",
            TAG,
            ADOPT),
        row(
            "a role created by hand",
            Mode.MANAGE,
            observed(null, createdByHand()),
            "role_created_by_hand",
            ROLE,
            "older page",
            "has no :aud",
            "3600 s instead of 43200 s",
            ADOPT,
            "auth.token.gitlab.com/cc/oidc/" + UID + ":aud"),
        row(
            "a role of another",
            Mode.MANAGE,
            observed(aProvider(), tagged(FOREIGN)),
            "role_of_another_instance",
            ROLE,
            "another GitLab instance",
            UID),
        row(
            "a role of another, adopting",
            Mode.ADOPT,
            observed(aProvider(), tagged(FOREIGN)),
            "role_of_another_instance",
            ROLE,
            "another GitLab instance",
            UID),
        row(
            "another path",
            Mode.ADOPT,
            observed(aProvider(), named("/teams/", "QDeveloperAccess")),
            "role_under_another_path",
            "arn:aws:iam::123456789012:role/teams/QDeveloperAccess",
            ROLE));
  }

  private static Stream<Arguments> others() {
    return Stream.of(
        row(
            "another letter case",
            Mode.MANAGE,
            observed(aProvider(), named("/", "qdeveloperaccess")),
            "role_under_another_path",
            "arn:aws:iam::123456789012:role/qdeveloperaccess",
            "letter case"),
        row(
            "a provider without owner",
            Mode.MANAGE,
            observed(new Provider(Set.of("another"), Map.of()), aConvergedRole()),
            "provider_not_ours",
            DESIRED.providerArn(),
            DESIRED.audience(),
            TAG,
            ADOPT),
        row(
            "a provider of another",
            Mode.ADOPT,
            observed(new Provider(Set.of("another"), FOREIGN), aConvergedRole()),
            "provider_of_another_instance",
            DESIRED.providerArn(),
            "another GitLab instance",
            UID),
        row(
            "anything that differs, verifying",
            Mode.VERIFY,
            observed(aProvider(), tagged(Map.of())),
            "access_differs",
            ROLE,
            "Nothing was changed",
            "role_owner",
            ADOPT));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesTheCauseAndTheRemedy(Row row) {
    assertThat(new AccessPlanner(row.mode()).plan(DESIRED, row.observed()))
        .isInstanceOfSatisfying(
            AccessPlan.Rejected.class,
            rejected -> {
              assertThat(rejected.reason().code()).isEqualTo(row.code());
              assertThat(rejected.reason().detail() + " " + rejected.reason().remedy())
                  .contains(row.text());
              assertThat(rejected.drift()).noneMatch(Drift::repaired);
            });
  }

  private static Arguments row(
      String name, Mode mode, ObservedAccess observed, String code, String... text) {
    return argumentSet(name, new Row(mode, observed, code, List.of(text)));
  }
}
