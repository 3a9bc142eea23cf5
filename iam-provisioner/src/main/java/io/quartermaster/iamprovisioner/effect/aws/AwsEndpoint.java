package io.quartermaster.iamprovisioner.effect.aws;

import java.net.URI;
import java.util.Set;

/** The rule for a configured endpoint. */
final class AwsEndpoint {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private AwsEndpoint() {}

  /**
   * Returns the endpoint.
   *
   * @throws IllegalArgumentException when credentials could be sent unencrypted or elsewhere; names
   *     the configuration key, not the value, which could contain a password
   */
  static URI checked(URI endpoint) {
    boolean encrypted = "https".equals(endpoint.getScheme());
    boolean local =
        "http".equals(endpoint.getScheme())
            && LOOPBACK.contains(String.valueOf(endpoint.getHost()));
    boolean plain =
        endpoint.getHost() != null
            && endpoint.getRawUserInfo() == null
            && endpoint.getRawQuery() == null
            && endpoint.getRawFragment() == null;
    if ((encrypted || local) && plain) {
      return endpoint;
    }
    throw new IllegalArgumentException(
        "iam-provisioner.aws.endpoint must be an https URL, or an http URL of a loopback address, without user info, query and fragment");
  }
}
