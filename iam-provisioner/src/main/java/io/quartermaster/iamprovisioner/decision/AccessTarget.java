package io.quartermaster.iamprovisioner.decision;

import java.net.URI;
import java.util.List;

/**
 * The part of the desired access that the administrator chose and that is stored.
 *
 * @param instanceUid the GitLab instance; also the value of the ownership tag
 * @param providerUrl the identity provider with its scheme, never computed from the uid
 * @param audience the audience that the trust policy demands
 * @param previous who this instance was before, the oldest first, as long as that is not cleared
 *     away
 */
public record AccessTarget(
    String instanceUid,
    RoleArn role,
    URI providerUrl,
    String audience,
    List<PreviousInstance> previous) {

  private static final String SCHEME = "https://";

  public AccessTarget {
    previous = List.copyOf(previous);
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

  private String providerArn(URI url) {
    return "arn:%s:iam::%s:oidc-provider/%s"
        .formatted(role.partition(), role.accountId(), hostAndPath(url));
  }

  private static String hostAndPath(URI url) {
    String text = url.toString();
    return text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
  }
}
