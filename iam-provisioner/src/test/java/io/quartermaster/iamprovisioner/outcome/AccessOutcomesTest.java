package io.quartermaster.iamprovisioner.outcome;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aPreviousRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aTeardownWithPreviousRoles;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.CreatedResource;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.contracts.Origin;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.PreviousResources;
import io.quartermaster.iamprovisioner.decision.plan.AccessChanges;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.decision.plan.DriftKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessOutcomesTest {
  private static final Origin ORIGIN =
      new Origin(UID, 1, 2, 1, Instant.parse("2026-11-23T12:00:00Z"));
  private static final AccessTarget TARGET = aDesiredAccess().target();
  private static final String ROLE = TARGET.role().text();
  private static final String TRUSTED =
      "AWS IAM trusts this GitLab instance for role %s.".formatted(ROLE);

  @Test
  void listsNothingWithoutDrift() {
    assertThat(provisionedDetail()).isEqualTo(TRUSTED);
  }

  @Test
  void listsWhatAFirstSetUpCreatedAndNotAsDrift() {
    Drift role = new Drift(DriftKind.ROLE, ROLE, Drift.NONE, true);
    Drift session = new Drift(DriftKind.ROLE_SESSION, "43200 s", "3600 s", true);

    IamAccessProvisioned first =
        AccessOutcomes.provisioned(ORIGIN, TARGET, AccessChanges.first(List.of(role, session)));

    assertThat(first.detail())
        .isEqualTo(TRUSTED + " Created: role. Repaired: role_session (3600 s).");
    assertThat(first.created()).containsExactly(new CreatedResource("role", ROLE));
    assertThat(first.drift()).extracting(Difference::what).containsExactly("role_session");
  }

  @Test
  void listsWhatWasDeletedSinceAsRepairedDrift() {
    Drift role = new Drift(DriftKind.ROLE, ROLE, Drift.NONE, true);

    IamAccessProvisioned later =
        AccessOutcomes.provisioned(ORIGIN, TARGET, AccessChanges.later(List.of(role)));

    assertThat(later.detail()).isEqualTo(TRUSTED + " Repaired: role (missing).");
    assertThat(later.created()).isNull();
    assertThat(later.drift()).containsExactly(new Difference("role", ROLE, "none", true));
  }

  @Test
  void doesNotCallItDriftWhatAFirstSetUpHasStillToCreate() {
    Failure failure = new Failure(Failure.Kind.UNAVAILABLE, "down", "Down.", "Wait.", null);
    Drift provider = new Drift(DriftKind.PROVIDER, "provider", Drift.NONE, true);
    Drift role = new Drift(DriftKind.ROLE, ROLE, Drift.NONE, false);

    IamAccessFailed failed =
        AccessOutcomes.failed(ORIGIN, failure, AccessChanges.first(List.of(provider, role)));

    assertThat(failed.created()).containsExactly(new CreatedResource("provider", "provider"));
    assertThat(failed.drift()).isNull();
  }

  @Test
  void listsRepairedAndUnchangedDifferences() {
    assertThat(
            provisionedDetail(
                new Drift(DriftKind.ROLE_SESSION, "43200 s", "3600 s", true),
                new Drift(DriftKind.ROLE_OTHER_INLINE_POLICY, Drift.NONE, "theirs", false)))
        .isEqualTo(
            TRUSTED
                + " Repaired: role_session (3600 s)."
                + " Left unchanged: role_other_inline_policy (theirs).");
  }

  @Test
  void listsNoPreviousRolesWhenThereAreNone() {
    IamAccessReleased released = AccessOutcomes.released(ORIGIN, TARGET, true, List.of());

    assertThat(released.previousRoleArns()).isNull();
    assertThat(released.detail())
        .isEqualTo(
            "No longer in AWS: role %s; identity provider %s."
                .formatted(ROLE, TARGET.providerArn()));
  }

  @Test
  void listsPreviousRolesExceptThoseLeftUnchanged() {
    String a = aPreviousRole(UID, "A").arn().text();
    String b = aPreviousRole(UID, "B").arn().text();
    String unchanged = aPreviousRole(UID, "C").arn().text();
    AccessTarget target =
        aTeardownWithPreviousRoles(
                aPreviousRole(UID, "A"), aPreviousRole(UID, "B"), aPreviousRole(UID, "C"))
            .target();

    IamAccessReleased released =
        AccessOutcomes.released(
            ORIGIN,
            target,
            false,
            List.of(Drift.kept(DriftKind.PREVIOUS_ROLE, unchanged, "without the ownership tag")));

    assertThat(released.previousRoleArns()).containsExactly(a, b);
    assertThat(released.detail())
        .isEqualTo(
            "Role %s and its identity provider are left unchanged in AWS. The same applies to the previously configured roles: %s, %s."
                .formatted(ROLE, a, b));
  }

  @Test
  void listsWhatADeletionLeavesAndWhy() {
    PreviousResources.Role gone = aPreviousRole(UID, "A");
    PreviousResources.Role kept = aPreviousRole(UID, "B");
    PreviousResources.Role unreachable =
        new PreviousResources.Role(UID, new RoleArn("aws", "210987654321", "/", "C"));
    AccessTarget target = aTeardownWithPreviousRoles(gone, kept, unreachable).target();

    IamAccessReleased released =
        AccessOutcomes.released(
            ORIGIN,
            target,
            true,
            List.of(
                new Drift(DriftKind.PREVIOUS_ROLE, Drift.NONE, "A", true),
                Drift.kept(DriftKind.ROLE, ROLE, "without the ownership tag"),
                Drift.kept(DriftKind.PREVIOUS_ROLE, kept.arn().text(), "with another tag"),
                Drift.kept(DriftKind.PROVIDER, TARGET.providerArn(), "with the audiences x")));

    assertThat(released.previousRoleArns()).containsExactly(gone.arn().text());
    assertThat(released.detail())
        .isEqualTo(
            "No longer in AWS: previously configured role %s. Left in AWS: %s without the ownership tag; %s with another tag; %s with the audiences x; %s in another account, if it exists."
                .formatted(
                    gone.arn().text(),
                    ROLE,
                    kept.arn().text(),
                    TARGET.providerArn(),
                    unreachable.arn().text()));
  }

  private static String provisionedDetail(Drift... drift) {
    return AccessOutcomes.provisioned(ORIGIN, TARGET, AccessChanges.later(List.of(drift))).detail();
  }
}
