package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Provider;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Role;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.RolePolicies;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.RoleSettings;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import io.quartermaster.iamprovisioner.decision.policy.PermissionsPolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Access as in GitLab's documentation, to be varied by the tests. */
public final class AccessFixtures {
  public static final String UID = "4c9f0b1e-7f6d-4a55-9d0b-0f3f6f1a2b3c";
  public static final String OLD_UID = "11111111-2222-4333-8444-555555555555";
  public static final String OLDEST_UID = "00000000-1111-4222-8333-444444444444";
  public static final String ACCOUNT = "123456789012";
  public static final String MANAGED =
      "arn:aws:iam::aws:policy/GitLabDuoWithAmazonQPermissionsPolicy";
  public static final Grant INLINE = new Grant.Inline(PermissionsPolicy.CURRENT);

  private AccessFixtures() {}

  public static RoleArn aRole() {
    return new RoleArn("aws", ACCOUNT, "/", "QDeveloperAccess");
  }

  public static URI aProviderUrl() {
    return providerUrl(UID);
  }

  private static URI providerUrl(String uid) {
    return URI.create("https://auth.token.gitlab.com/cc/oidc/" + uid);
  }

  public static DesiredAccess aDesiredAccess() {
    return anAccessWith(aRole());
  }

  public static DesiredAccess anAccessWith(RoleArn role) {
    return desired(role, aProviderUrl(), "gitlab-cc-" + UID);
  }

  public static DesiredAccess desired(RoleArn role, URI provider, String audience) {
    return new DesiredAccess(
        new AccessTarget(UID, role, provider, audience, PreviousResources.none()),
        AccessRules.of(INLINE),
        DesiredState.PRESENT);
  }

  public static DesiredAccess aDesiredAccess(AccessRules rules) {
    return new DesiredAccess(aDesiredAccess().target(), rules, DesiredState.PRESENT);
  }

  public static DesiredAccess aTeardown() {
    return new DesiredAccess(
        aDesiredAccess().target(), AccessRules.of(INLINE), DesiredState.ABSENT);
  }

  /** A previous role with the tag of this uid. */
  public static PreviousResources.Role aPreviousRole(String uid, String name) {
    return new PreviousResources.Role(uid, new RoleArn("aws", ACCOUNT, "/", name));
  }

  public static DesiredAccess aTeardownWithPreviousRoles(PreviousResources.Role... roles) {
    return access(new PreviousResources(List.of(), List.of(roles)), DesiredState.ABSENT);
  }

  public static DesiredAccess aRestoredInstance() {
    return access(
        new PreviousResources(List.of(previous(OLD_UID)), List.of()), DesiredState.PRESENT);
  }

  /** Restored again before the provider of its first uid was deleted. */
  public static DesiredAccess anInstanceRestoredTwice() {
    return access(
        new PreviousResources(List.of(previous(OLDEST_UID), previous(OLD_UID)), List.of()),
        DesiredState.PRESENT);
  }

  private static DesiredAccess access(PreviousResources previous, DesiredState state) {
    AccessTarget target = aDesiredAccess().target();
    return new DesiredAccess(
        new AccessTarget(UID, target.role(), target.providerUrl(), target.audience(), previous),
        AccessRules.of(INLINE),
        state);
  }

  private static PreviousResources.Provider previous(String uid) {
    return new PreviousResources.Provider(uid, providerUrl(uid), "gitlab-cc-" + uid);
  }

  public static String providerArn(String uid) {
    return aDesiredAccess().providerArn().replace(UID, uid);
  }

  public static DesiredAccess thePreviousInstance() {
    return new DesiredAccess(
        new AccessTarget(
            OLD_UID,
            aRole(),
            providerUrl(OLD_UID),
            "gitlab-cc-" + OLD_UID,
            PreviousResources.none()),
        AccessRules.of(INLINE),
        DesiredState.PRESENT);
  }

  public static Provider aProvider() {
    return new Provider(Set.of(aDesiredAccess().audience()), aDesiredAccess().tags());
  }

  public static Role aConvergedRole() {
    DesiredAccess desired = aDesiredAccess();
    return new Role(
        "/",
        "QDeveloperAccess",
        new RoleSettings(
            desired.trustDocument(), desired.description(), 43_200, null, desired.tags()),
        new RolePolicies(Set.of(PermissionsPolicy.INLINE_NAME), Set.of(), permissions()),
        Set.of());
  }

  /** The inline policy. */
  public static String permissions() {
    return PermissionsPolicy.CURRENT.document("aws");
  }

  public static ObservedAccess aConvergedAccess() {
    return observed(aProvider(), aConvergedRole());
  }

  public static ObservedAccess observed(@Nullable Provider provider, @Nullable Role role) {
    return observed(provider, role, Map.of());
  }

  public static ObservedAccess observed(
      @Nullable Provider provider, @Nullable Role role, Map<String, Provider> previousProviders) {
    return new ObservedAccess(provider, role, previousProviders, Map.of());
  }

  public static Role with(UnaryOperator<RoleSettings> change) {
    Role role = aConvergedRole();
    return new Role(
        role.path(),
        role.name(),
        change.apply(role.settings()),
        role.policies(),
        role.instanceProfiles());
  }

  public static Role trusting(String trust) {
    return with(
        s ->
            new RoleSettings(
                trust, s.description(), s.sessionSeconds(), s.boundaryArn(), s.tags()));
  }

  public static Role session(int seconds, String description) {
    return with(
        s -> new RoleSettings(s.trustDocument(), description, seconds, s.boundaryArn(), s.tags()));
  }

  public static Role bounded(@Nullable String boundary) {
    return with(
        s ->
            new RoleSettings(
                s.trustDocument(), s.description(), s.sessionSeconds(), boundary, s.tags()));
  }

  public static Role tagged(Map<String, String> tags) {
    return with(
        s ->
            new RoleSettings(
                s.trustDocument(), s.description(), s.sessionSeconds(), s.boundaryArn(), tags));
  }

  public static Role permitting(
      Set<String> inline, Set<String> attached, @Nullable String document) {
    Role role = aConvergedRole();
    return new Role(
        role.path(),
        role.name(),
        role.settings(),
        new RolePolicies(inline, attached, document),
        Set.of());
  }

  public static Role named(String path, String name) {
    Role role = aConvergedRole();
    return new Role(path, name, role.settings(), role.policies(), Set.of());
  }

  /** From the older page of GitLab's documentation. */
  public static Role createdByHand() {
    return new Role(
        "/",
        "QDeveloperAccess",
        new RoleSettings(
            aDesiredAccess().trustDocument().replace(":aud\"", "\""),
            "by hand",
            3600,
            null,
            Map.of()),
        new RolePolicies(Set.of(), Set.of(), null),
        Set.of());
  }
}
