package io.quartermaster.iamprovisioner.decision.policy;

/**
 * The trust policy of the role: identities of the provider with the audience can assume it.
 *
 * <p>The condition key is the provider without its scheme, followed by {@code :aud}. An older page
 * of GitLab's documentation omits the suffix; such a condition never matches.
 */
public final class TrustPolicy {

  private TrustPolicy() {}

  /**
   * The desired document.
   *
   * @param providerHostAndPath the provider URL without {@code https://}
   */
  public static String document(String providerArn, String providerHostAndPath, String audience) {
    return conditional(providerArn, providerHostAndPath + ":aud", audience);
  }

  /** The document of the older page. */
  public static String documentWithOldConditionKey(
      String providerArn, String providerHostAndPath, String audience) {
    return conditional(providerArn, providerHostAndPath, audience);
  }

  private static String conditional(String providerArn, String key, String audience) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
        "Action":"sts:AssumeRoleWithWebIdentity",\
        "Principal":{"Federated":%s},\
        "Condition":{"StringEquals":{%s:%s}}}]}"""
        .formatted(
            PolicyJson.quote(providerArn), PolicyJson.quote(key), PolicyJson.quote(audience));
  }
}
