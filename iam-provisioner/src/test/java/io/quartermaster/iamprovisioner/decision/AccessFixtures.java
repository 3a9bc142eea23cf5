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

/** Access as the procedure has it, to be varied by the tests. */
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

  /** The access with another role. */
  public static DesiredAccess anAccessWith(RoleArn role) {
    return desired(role, aProviderUrl(), "gitlab-cc-" + UID);
  }

  public static DesiredAccess desired(RoleArn role, URI provider, String audience) {
    return new DesiredAccess(
        new AccessTarget(UID, role, provider, audience, List.of(), List.of()),
        AccessRules.of(INLINE),
        Wanted.PRESENT);
  }

  public static DesiredAccess aDesiredAccess(AccessRules rules) {
    return new DesiredAccess(aDesiredAccess().target(), rules, Wanted.PRESENT);
  }

  public static DesiredAccess anUnwantedAccess() {
    return new DesiredAccess(aDesiredAccess().target(), AccessRules.of(INLINE), Wanted.ABSENT);
  }

  /** A role that the instance had before, under the uid that it had then. */
  public static PreviousRole aPreviousRole(String uid, String name) {
    return new PreviousRole(uid, new RoleArn("aws", ACCOUNT, "/", name));
  }

  /** The access shall go of an instance that had these roles before. */
  public static DesiredAccess anUnwantedAccessAfter(PreviousRole... roles) {
    AccessTarget target = aDesiredAccess().target();
    return new DesiredAccess(
        new AccessTarget(
            UID, target.role(), target.providerUrl(), target.audience(), List.of(), List.of(roles)),
        AccessRules.of(INLINE),
        Wanted.ABSENT);
  }

  /** The instance was restored: it had another uid before. */
  public static DesiredAccess aRestoredInstance() {
    AccessTarget target = aDesiredAccess().target();
    return new DesiredAccess(
        new AccessTarget(
            UID,
            target.role(),
            target.providerUrl(),
            target.audience(),
            List.of(previous(OLD_UID)),
            List.of()),
        AccessRules.of(INLINE),
        Wanted.PRESENT);
  }

  /** It was restored again before its first restore was cleared away. */
  public static DesiredAccess anInstanceRestoredTwice() {
    AccessTarget target = aDesiredAccess().target();
    return new DesiredAccess(
        new AccessTarget(
            UID,
            target.role(),
            target.providerUrl(),
            target.audience(),
            List.of(previous(OLDEST_UID), previous(OLD_UID)),
            List.of()),
        AccessRules.of(INLINE),
        Wanted.PRESENT);
  }

  private static PreviousInstance previous(String uid) {
    return new PreviousInstance(uid, providerUrl(uid), "gitlab-cc-" + uid);
  }

  /** The ARN of the provider of an instance with this uid. */
  public static String providerArn(String uid) {
    return aDesiredAccess().providerArn().replace(UID, uid);
  }

  /** The same GitLab before it was restored. */
  public static DesiredAccess theInstanceBefore() {
    return new DesiredAccess(
        new AccessTarget(
            OLD_UID, aRole(), providerUrl(OLD_UID), "gitlab-cc-" + OLD_UID, List.of(), List.of()),
        AccessRules.of(INLINE),
        Wanted.PRESENT);
  }

  public static Provider aProvider() {
    return new Provider(Set.of(aDesiredAccess().audience()), aDesiredAccess().ownershipTags());
  }

  public static Role aConvergedRole() {
    DesiredAccess desired = aDesiredAccess();
    return new Role(
        "/",
        "QDeveloperAccess",
        new RoleSettings(
            desired.trustDocument(), desired.description(), 43_200, null, desired.ownershipTags()),
        new RolePolicies(Set.of(PermissionsPolicy.INLINE_NAME), Set.of(), permissions()),
        Set.of());
  }

  /** The text of the inline policy. */
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

  /** As people made it from the older page of the documentation. */
  public static Role madeByHand() {
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
