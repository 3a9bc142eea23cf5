package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.aws.RoleArn;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * The part of the desired access that the administrator chose and that is stored.
 *
 * @param instanceUid the GitLab instance; also the value of the ownership tag
 * @param providerUrl the identity provider with its scheme, never computed from the uid
 * @param audience the audience that the trust policy demands
 * @param previous who this instance was before, the oldest first, as long as that is not cleared
 *     away
 * @param previousRoles the roles that it had before, the oldest first, in whatever account
 */
public record AccessTarget(
    String instanceUid,
    RoleArn role,
    URI providerUrl,
    String audience,
    List<PreviousInstance> previous,
    List<PreviousRole> previousRoles) {

  private static final String SCHEME = "https://";

  public AccessTarget {
    previous = List.copyOf(previous);
    previousRoles = List.copyOf(previousRoles);
  }

  /** The provider without its scheme: how IAM stores it and names it in ARNs and conditions. */
  public String providerHostAndPath() {
    return hostAndPath(providerUrl);
  }

  /** Known without asking: an account has one provider per URL. */
  public String providerArn() {
    return providerArn(providerUrl);
  }

  /** The providers that the role trusted before the instance got its uid of now; never that one. */
  public List<String> previousProviderArns() {
    return previous.stream()
        .map(before -> providerArn(before.providerUrl()))
        .filter(arn -> !arn.equals(providerArn()))
        .distinct()
        .toList();
  }

  /**
   * Those of the roles of before that can be there for the credentials that reach the role: an
   * account has its own, and AWS never had one that it would not take.
   */
  public List<PreviousRole> previousRolesInReach() {
    return previousRoles.stream().filter(before -> isInReach(before.role())).toList();
  }

  /** Every role that a run may write for this: those of before only when all shall go. */
  public List<RoleArn> roles(Wanted wanted) {
    Stream<RoleArn> before =
        wanted == Wanted.ABSENT
            ? previousRolesInReach().stream().map(PreviousRole::role)
            : Stream.empty();
    return Stream.concat(Stream.of(role), before).toList();
  }

  /** The same with one of the other roles in place of its own. */
  AccessTarget withRole(RoleArn other) {
    return new AccessTarget(instanceUid, other, providerUrl, audience, previous, previousRoles);
  }

  private boolean isInReach(RoleArn other) {
    return other.partition().equals(role.partition())
        && other.accountId().equals(role.accountId())
        && AccessLimits.refusal(other).isEmpty();
  }

  private String providerArn(URI url) {
    return "arn:%s:iam::%s:oidc-provider/%s"
        .formatted(role.partition(), role.accountId(), hostAndPath(url));
  }

  private static String hostAndPath(URI url) {
    String text = url.toString();
    return text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
  }
}
