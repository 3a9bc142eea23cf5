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
   * The document.
   *
   * @param key of the condition
   */
  public static String document(String providerArn, String key, String audience) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
        "Action":"sts:AssumeRoleWithWebIdentity",\
        "Principal":{"Federated":%s},\
        "Condition":{"StringEquals":{%s:%s}}}]}"""
        .formatted(
            PolicyJson.quote(providerArn), PolicyJson.quote(key), PolicyJson.quote(audience));
  }
}
