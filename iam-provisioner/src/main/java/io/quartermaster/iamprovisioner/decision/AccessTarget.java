package io.quartermaster.iamprovisioner.decision;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of the desired access that the administrator chose and that is stored.
 *
 * @param instanceUid the GitLab instance; also the value of the ownership tag
 * @param providerUrl the identity provider with its scheme, never computed from the uid
 * @param audience the audience that the trust policy demands
 * @param previous who this instance was before, as long as that is not cleared away; else null
 */
public record AccessTarget(
    String instanceUid,
    RoleArn role,
    URI providerUrl,
    String audience,
    @Nullable PreviousInstance previous) {

  private static final String SCHEME = "https://";

  public Optional<PreviousInstance> previousInstance() {
    return Optional.ofNullable(previous);
  }

  /** The provider without its scheme: how IAM stores it and names it in ARNs and conditions. */
  public String providerHostAndPath() {
    return hostAndPath(providerUrl);
  }

  /** Known without asking: an account has one provider per URL. */
  public String providerArn() {
    return providerArn(providerUrl);
  }

  /** The provider that the role trusted before the instance got its new uid. */
  public Optional<String> previousProviderArn() {
    return previousInstance().map(before -> providerArn(before.providerUrl()));
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
