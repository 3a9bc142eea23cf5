package io.quartermaster.oauthregistrar.decision;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * The OAuth application with exactly the properties that GitLab's own onboarding gives it, so that
 * either side recognizes the application of the other.
 *
 * @param redirectUri the root URL of the instance
 * @param confidential false, as in GitLab's onboarding: the only kind known to work with Amazon Q
 */
public record ApplicationSpec(
    String name, URI redirectUri, List<String> scopes, boolean confidential) {

  static final String NAME = "Amazon Q OAuth";

  private static final List<String> SCOPES =
      List.of("api", "read_repository", "write_repository", "user:*");

  public ApplicationSpec {
    scopes = List.copyOf(scopes);
  }

  static ApplicationSpec forInstance(URI instanceUrl) {
    return new ApplicationSpec(
        NAME, URI.create(withoutSlash(instanceUrl.toString()) + "/"), SCOPES, false);
  }

  /** Same name, and our redirect URI among its own; a trailing slash makes no difference. */
  boolean matches(Application application) {
    return application.name().equals(name)
        && Arrays.stream(application.callbackUrl().strip().split("\\s+", -1))
            .anyMatch(uri -> withoutSlash(uri).equals(withoutSlash(redirectUri.toString())));
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
