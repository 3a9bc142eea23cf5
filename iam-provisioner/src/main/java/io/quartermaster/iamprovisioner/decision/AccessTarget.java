package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.aws.RoleArn;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The part of the desired access that comes from the settings of an instance.
 *
 * @param instanceUid the GitLab instance; also the value of the ownership tag
 * @param providerUrl the identity provider with its scheme, never computed from the uid
 * @param audience the audience that the trust policy demands
 */
public record AccessTarget(
    String instanceUid,
    RoleArn role,
    URI providerUrl,
    String audience,
    PreviousResources previous) {

  private static final String SCHEME = "https://";

  /** The provider without its scheme: how IAM stores it and names it in ARNs and conditions. */
  public String providerHostAndPath() {
    return hostAndPath(providerUrl);
  }

  /** Computed, not looked up: an account has one provider per URL. */
  public String providerArn() {
    return providerArn(providerUrl);
  }

  /** By ARN, the oldest first; never contains the current provider. */
  public SequencedMap<String, PreviousResources.Provider> previousProviders() {
    SequencedMap<String, PreviousResources.Provider> providers = new LinkedHashMap<>();
    previous.providers().forEach(each -> providers.putIfAbsent(providerArn(each.url()), each));
    providers.remove(providerArn());
    return providers;
  }

  /** The previous roles that the credentials for the current role can reach. */
  public List<PreviousResources.Role> reachablePreviousRoles() {
    return previous.roles().stream()
        .filter(previous -> previous.arn().sameAccountAs(role))
        .filter(previous -> AccessLimits.violation(previous.arn()).isEmpty())
        .toList();
  }

  /** Those in another account: the credentials for the current role do not reach them. */
  public List<PreviousResources.Role> unreachablePreviousRoles() {
    return previous.roles().stream()
        .filter(previous -> !previous.arn().sameAccountAs(role))
        .toList();
  }

  /** Every role that a run can change, the current one first: previous ones only in a teardown. */
  public List<RoleArn> roles(DesiredState state) {
    Stream<RoleArn> others =
        state == DesiredState.ABSENT
            ? reachablePreviousRoles().stream().map(PreviousResources.Role::arn)
            : Stream.empty();
    return Stream.concat(Stream.of(role), others).toList();
  }

  AccessTarget withRole(RoleArn other) {
    return new AccessTarget(instanceUid, other, providerUrl, audience, previous);
  }

  AccessTarget withProvider(PreviousResources.Provider other) {
    return new AccessTarget(instanceUid, role, other.url(), other.audience(), previous);
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
