package io.quartermaster.oauthregistrar.decision;

import java.net.URI;

/** The desired state that the tests of decisions start from. */
final class Desired {

  private Desired() {}

  static DesiredRegistration registration() {
    return registration("https://gitlab.example.com", false);
  }

  static DesiredRegistration removal() {
    return registration("https://gitlab.example.com", true);
  }

  static DesiredRegistration registration(String instanceUrl) {
    return registration(instanceUrl, false);
  }

  private static DesiredRegistration registration(String instanceUrl, boolean removed) {
    return new DesiredRegistration(
        "uid-1",
        URI.create(instanceUrl),
        "arn:aws:iam::123456789012:role/QDeveloperAccess",
        URI.create("https://gateway.example.com/ai"),
        removed);
  }
}
