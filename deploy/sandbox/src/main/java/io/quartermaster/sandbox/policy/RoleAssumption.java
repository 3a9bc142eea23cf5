package io.quartermaster.sandbox.policy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decision of STS on AssumeRoleWithWebIdentity, in the order of its checks.
 *
 * @param issuer host and path of the identity's issuer, without scheme
 */
public record RoleAssumption(String issuer, String audience, String subject, int duration) {

  /** The OIDC provider of that issuer in the role's account. */
  public record Provider(String arn, List<String> clientIds) {
    public Provider {
      clientIds = List.copyOf(clientIds);
    }
  }

  /** The requested role. */
  public record Role(String trustPolicy, int maxSessionDuration) {}

  /** Why STS refuses. */
  public record Refusal(String code, String message) {}

  /** Decides; empty if the role can be assumed. */
  public Optional<Refusal> refusal(@Nullable Provider provider, @Nullable Role role) {
    if (provider == null) {
      return refused(
          "InvalidIdentityToken",
          "No OpenIDConnect provider found in your account for https://" + issuer);
    }
    if (!provider.clientIds().contains(audience)) {
      return refused("InvalidIdentityToken", "Incorrect token audience");
    }
    WebIdentity identity = new WebIdentity(provider.arn(), issuer, audience, subject);
    if (role == null || !trusts(role, identity)) {
      return refused("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }
    if (duration > role.maxSessionDuration()) {
      return refused(
          "ValidationError",
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return Optional.empty();
  }

  /** A malformed trust policy trusts no identity. */
  private static boolean trusts(Role role, WebIdentity identity) {
    try {
      return identity.trustedBy(PolicyDocument.trust(role.trustPolicy()));
    } catch (MalformedPolicyException malformed) {
      return false;
    }
  }

  private static Optional<Refusal> refused(String code, String message) {
    return Optional.of(new Refusal(code, message));
  }
}
