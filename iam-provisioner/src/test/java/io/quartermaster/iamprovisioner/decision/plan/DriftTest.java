package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.INLINE;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.MANAGED;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.OLD_UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aPreviousRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProvider;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aRestoredInstance;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aTeardownWithPreviousRoles;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.bounded;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.observed;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.permissions;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.permitting;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.providerArn;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.session;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.tagged;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.quartermaster.iamprovisioner.decision.AccessRules;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Provider;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Role;
import io.quartermaster.iamprovisioner.decision.PreviousResources;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of drift: detected, described, repaired by one step, and only reported in verify. */
class DriftTest {
  private static final DesiredAccess DESIRED = aDesiredAccess();
  private static final DesiredAccess BOUNDED =
      aDesiredAccess(
          new AccessRules(INLINE, null, "arn:aws:iam::123456789012:policy/b", false, Map.of()));
  private static final DesiredAccess GRANTED = aDesiredAccess(AccessRules.of(new Grant.Managed()));
  private static final DesiredAccess EXCLUSIVE =
      aDesiredAccess(new AccessRules(INLINE, null, null, true, Map.of()));
  private static final String POLICY = "gitlab-duo-amazon-q-policy";

  record Row(DesiredAccess desired, ObservedAccess observed, String drift, String step) {}

  static Stream<Arguments> rows() {
    return Stream.of(providers(), settings(), grants(), teardown()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> providers() {
    String key = "auth.token.gitlab.com/cc/oidc/" + UID;
    String providerArn = DESIRED.providerArn();
    return Stream.of(
        row(
            "no provider",
            DESIRED,
            observed(null, aConvergedRole()),
            "provider: expected %s, found none".formatted(providerArn),
            "create_provider"),
        row(
            "no audience",
            DESIRED,
            observed(provider(Set.of()), aConvergedRole()),
            "provider_audience: expected gitlab-cc-%s, found none".formatted(UID),
            "add_audience"),
        row(
            "a foreign audience in our provider",
            EXCLUSIVE,
            observed(provider(Set.of(DESIRED.audience(), "foreign")), aConvergedRole()),
            "provider_other_audience: expected none, found foreign",
            "remove_audience"),
        row(
            "the role has a previous uid",
            aRestoredInstance(),
            observed(aProvider(), tagged(Map.of("quartermaster:instance", OLD_UID))),
            "role_owner: expected %s, found %s".formatted(UID, OLD_UID),
            "tag_role"),
        row(
            "the old condition key",
            DESIRED,
            observed(aProvider(), trusting(DESIRED.trustDocument().replace(":aud\"", "\""))),
            "role_trust_policy: expected %s with %s:aud = gitlab-cc-%s, found condition key %s without :aud, as on an older page of GitLab's documentation"
                .formatted(providerArn, key, UID, key),
            "update_trust"),
        row(
            "anyone trusted",
            DESIRED,
            observed(aProvider(), trusting("{\"a\":\n 1}")),
            "role_trust_policy: expected %s with %s:aud = gitlab-cc-%s, found {\"a\": 1}"
                .formatted(providerArn, key, UID),
            "update_trust"));
  }

  private static Stream<Arguments> settings() {
    return Stream.of(
        row(
            "one hour",
            DESIRED,
            observed(aProvider(), session(3600, DESIRED.description())),
            "role_session: expected 43200 s, found 3600 s",
            "update_session"),
        row(
            "no description",
            DESIRED,
            observed(aProvider(), session(43_200, "")),
            "role_description: expected %s, found none".formatted(DESIRED.description()),
            "update_session"),
        row(
            "no boundary",
            BOUNDED,
            observed(aProvider(), bounded(null)),
            "role_boundary: expected arn:aws:iam::123456789012:policy/b, found none",
            "put_boundary"),
        row(
            "another boundary",
            BOUNDED,
            observed(aProvider(), bounded("arn:x")),
            "role_boundary: expected arn:aws:iam::123456789012:policy/b, found arn:x",
            "put_boundary"),
        row(
            "no inline policy",
            DESIRED,
            observed(aProvider(), permitting(Set.of(), Set.of(), null)),
            "role_inline_policy: expected %s, found none".formatted(POLICY),
            "put_policy"),
        row(
            "an action less and one more",
            DESIRED,
            observed(aProvider(), inline(permissions().replace("q:SendEvent", "s3:*"))),
            "role_inline_policy: expected %s, found missing [q:SendEvent], additional [s3:*]"
                .formatted(POLICY),
            "put_policy"));
  }

  private static Stream<Arguments> grants() {
    String providerArn = DESIRED.providerArn();
    return Stream.of(
        row(
            "a narrower resource",
            DESIRED,
            observed(aProvider(), inline(permissions().replace("\"*\"", "\"arn:x\""))),
            "role_inline_policy: expected %s, found other statements with the same actions"
                .formatted(POLICY),
            "put_policy"),
        row(
            "an unreadable policy",
            DESIRED,
            observed(aProvider(), inline("%7B")),
            "role_inline_policy: expected %s, found a document that is not a policy of this kind"
                .formatted(POLICY),
            "put_policy"),
        row(
            "no managed policy",
            GRANTED,
            observed(aProvider(), permitting(Set.of(), Set.of(), null)),
            "role_managed_policy: expected %s, found none".formatted(MANAGED),
            "attach_policy"),
        row(
            "a foreign inline policy",
            EXCLUSIVE,
            observed(aProvider(), permitting(Set.of(POLICY, "foreign"), Set.of(), permissions())),
            "role_other_inline_policy: expected none, found foreign",
            "delete_policy"),
        row(
            "a foreign attached policy",
            EXCLUSIVE,
            observed(aProvider(), permitting(Set.of(POLICY), Set.of("arn:f"), permissions())),
            "role_other_attached_policy: expected none, found arn:f",
            "detach_policy"),
        row(
            "a previous provider",
            aRestoredInstance(),
            observed(
                aProvider(),
                aConvergedRole(),
                Map.of(
                    providerArn(OLD_UID),
                    new Provider(
                        Set.of("gitlab-cc-" + OLD_UID),
                        Map.of("quartermaster:instance", OLD_UID)))),
            "previous_provider: expected none, found %s"
                .formatted(providerArn.replace(UID, OLD_UID)),
            "delete_provider"));
  }

  private static Stream<Arguments> teardown() {
    PreviousResources.Role previous = aPreviousRole(UID, "QPrevious");
    Role bare = permitting(Set.of(), Set.of(), null);
    Role found = new Role("/", "QPrevious", bare.settings(), bare.policies(), Set.of());
    return Stream.of(
        row(
            "a previous role, in a teardown",
            aTeardownWithPreviousRoles(previous),
            new ObservedAccess(null, null, Map.of(), Map.of(previous.arn(), found)),
            "previous_role: expected none, found QPrevious",
            "delete_role"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void describesAndRepairsEachDifferenceWithOneStep(Row row) {
    AccessPlan plan = new AccessPlanner(Mode.MANAGE).plan(row.desired(), row.observed());

    assertThat(plan)
        .isInstanceOfSatisfying(
            AccessPlan.Apply.class,
            converge -> {
              assertThat(converge.drift()).extracting(Drift::text).containsExactly(row.drift());
              assertThat(converge.drift()).allMatch(Drift::repaired);
              assertThat(converge.steps())
                  .extracting(AccessStep::wireName)
                  .containsExactly(row.step());
            });
  }

  @ParameterizedTest
  @MethodSource("rows")
  void describesTheSameAndPlansNoStepInVerifyMode(Row row) {
    AccessPlan plan = new AccessPlanner(Mode.VERIFY).plan(row.desired(), row.observed());

    assertThat(plan)
        .isInstanceOfSatisfying(
            AccessPlan.Rejected.class,
            rejected -> {
              assertThat(rejected.drift()).extracting(Drift::text).containsExactly(row.drift());
              assertThat(rejected.drift()).noneMatch(Drift::repaired);
              assertThat(rejected.reason().code()).isEqualTo("access_differs");
              assertThat(rejected.reason().detail()).contains(row.drift());
              assertThat(rejected.reason().remedy()).contains("iam-provisioner.mode=manage");
            });
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void reportsForeignPoliciesAndAudiencesUnlessExclusive(ObservedAccess observed) {
    AccessPlan plan = new AccessPlanner(Mode.MANAGE).plan(DESIRED, observed);

    assertThat(plan)
        .isInstanceOfSatisfying(
            AccessPlan.Apply.class,
            converge -> {
              assertThat(converge.steps()).isEmpty();
              assertThat(converge.drift()).hasSize(1).noneMatch(Drift::repaired);
            });
  }

  static Stream<ObservedAccess> foreign() {
    return rows()
        .map(row -> (Row) row.get()[0])
        .filter(row -> row.desired().equals(EXCLUSIVE))
        .map(Row::observed);
  }

  @Test
  void coversEveryKindThatOneStepRepairs() {
    List<String> kinds =
        rows().map(row -> ((Row) row.get()[0]).drift().split(":", 2)[0]).distinct().toList();

    assertThat(kinds)
        .hasSize(14)
        .containsAll(
            Arrays.stream(DriftKind.values())
                .filter(kind -> kind != DriftKind.ROLE && kind != DriftKind.PROVIDER_OWNER)
                .filter(kind -> kind != DriftKind.ROLE_TAG && kind != DriftKind.PROVIDER_TAG)
                .map(DriftKind::wireName)
                .toList());
  }

  private static Arguments row(
      String name, DesiredAccess desired, ObservedAccess observed, String drift, String step) {
    return argumentSet(name, new Row(desired, observed, drift, step));
  }

  private static Provider provider(Set<String> audiences) {
    return new Provider(audiences, DESIRED.tags());
  }

  private static ObservedAccess.Role inline(String document) {
    return permitting(Set.of(POLICY), Set.of(), document);
  }
}
