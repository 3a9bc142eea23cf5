package io.quartermaster.settings;

import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.GatewayConfigRemoved;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.contracts.OAuthAppRemoved;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.RefusedProject;
import io.quartermaster.contracts.ServiceAccountReady;
import io.quartermaster.contracts.ServiceAccountReleased;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outcome events as the acting services publish them. */
public final class Outcomes {

  private Outcomes() {}

  public static GatewayConfigPushed gatewayPushed(Origin origin) {
    return new GatewayConfigPushed(origin, "The configuration is applied.", 1);
  }

  public static GatewayConfigRemoved gatewayRemoved(Origin origin) {
    return new GatewayConfigRemoved(origin, "The configuration is removed.", null);
  }

  public static IamAccessProvisioned accessProvisioned(Origin origin) {
    return accessProvisioned(origin, null);
  }

  public static IamAccessProvisioned accessProvisioned(
      Origin origin, @Nullable List<Difference> drift) {
    return new IamAccessProvisioned(
        origin, "AWS IAM trusts this GitLab.", SettingsApi.ARN, "provider", drift, null);
  }

  public static IamAccessReleased accessReleased(Origin origin, boolean deleted) {
    return new IamAccessReleased(origin, "The access is released.", SettingsApi.ARN, deleted, null);
  }

  public static OAuthAppRegistered appRegistered(Origin origin) {
    return new OAuthAppRegistered(origin, "The application is registered.", 7, "client");
  }

  public static OAuthAppRemoved appRemoved(Origin origin) {
    return new OAuthAppRemoved(origin, "The application is deleted.");
  }

  public static ServiceAccountReady accountReady(Origin origin) {
    return new ServiceAccountReady(origin, "The account is active.", 42, "amazon-q", false);
  }

  public static ServiceAccountReleased accountReleased(Origin origin) {
    return new ServiceAccountReleased(origin, "The account is blocked.", "amazon-q");
  }

  /** Of five projects. */
  public static MembershipProgressed memberships(Origin origin, int pending, int refused) {
    Failure failure =
        refused > 0 && pending == 0
            ? new Failure(
                Failure.Kind.REFUSED,
                FailureCodes.PROJECTS_REFUSED,
                "GitLab refused the change.",
                "Unlock membership.",
                null)
            : null;
    int settled = 5 - pending - refused;
    return new MembershipProgressed(
        origin,
        "Projects in the desired state: %d. Pending: %d.".formatted(settled, pending),
        5,
        settled,
        pending,
        refused,
        failure,
        refused == 0 ? null : List.of(new RefusedProject("platform/tools", "membership_lock")));
  }
}
