package io.quartermaster.iamprovisioner.decision.policy;

/**
 * The trust policy of the role: whoever the provider vouches for, with our audience, may assume it.
 *
 * <p>The condition key is the provider without its scheme, followed by {@code :aud}. An older
 * version of the documentation left the suffix out; with such a key the condition never holds.
 */
public final class TrustPolicy {

  private TrustPolicy() {}

  /**
   * The document.
   *
   * @param providerHostAndPath the provider URL without {@code https://}
   */
  public static String document(String providerArn, String providerHostAndPath, String audience) {
    return conditional(providerArn, providerHostAndPath + ":aud", audience);
  }

  /** What people made who followed the older version of the documentation. */
  public static String documentOfTheOldPage(
      String providerArn, String providerHostAndPath, String audience) {
    return conditional(providerArn, providerHostAndPath, audience);
  }

  private static String conditional(String providerArn, String key, String audience) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
        "Action":"sts:AssumeRoleWithWebIdentity",\
        "Principal":{"Federated":%s},\
        "Condition":{"StringEquals":{%s:%s}}}]}"""
        .formatted(Json.quote(providerArn), Json.quote(key), Json.quote(audience));
  }
}
