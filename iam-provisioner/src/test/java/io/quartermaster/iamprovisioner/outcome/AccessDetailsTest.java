package io.quartermaster.iamprovisioner.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.decision.plan.DriftKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessDetailsTest {
  private static final String TRUSTED = "AWS IAM trusts this GitLab instance for role arn:role.";

  @Test
  void listsNothingWithoutDrift() {
    assertThat(AccessDetails.provisioned("arn:role", List.of())).isEqualTo(TRUSTED);
  }

  @Test
  void doesNotListCreatedResourcesAsRepaired() {
    assertThat(
            AccessDetails.provisioned(
                "arn:role", List.of(new Drift(DriftKind.ROLE, "arn:role", Drift.NONE, true))))
        .isEqualTo(TRUSTED);
  }

  @Test
  void listsRepairedAndUnchangedDifferences() {
    assertThat(
            AccessDetails.provisioned(
                "arn:role",
                List.of(
                    new Drift(DriftKind.ROLE_SESSION, "43200 s", "3600 s", true),
                    new Drift(DriftKind.ROLE_OTHER_INLINE_POLICY, Drift.NONE, "theirs", false))))
        .isEqualTo(
            TRUSTED
                + " Repaired: role_session (3600 s)."
                + " Left unchanged: role_other_inline_policy (theirs).");
  }

  @Test
  void listsPreviousRoles() {
    assertThat(AccessDetails.released("arn:role", true, List.of()))
        .isEqualTo(
            "The AWS resources tagged quartermaster:instance for role arn:role are deleted.");
    assertThat(AccessDetails.released("arn:role", false, List.of("arn:a", "arn:b")))
        .isEqualTo(
            "Role arn:role and its identity provider are left unchanged in AWS."
                + " The same applies to the previously configured roles: arn:a, arn:b.");
  }
}
