package io.quartermaster.oauthregistrar.decision;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * The OAuth application exactly as GitLab's own onboarding makes it: so that one made by GitLab is
 * found again by us, and one made by us by GitLab's administrators.
 *
 * @param redirectUri the root URL of the instance
 * @param confidential false, as in GitLab's own: the only kind that the other side was ever used
 *     with
 */
public record ApplicationSpec(
    String name, URI redirectUri, List<String> scopes, boolean confidential) {

  public static final String NAME = "Amazon Q OAuth";

  private static final List<String> SCOPES =
      List.of("api", "read_repository", "write_repository", "user:*");

  public ApplicationSpec {
    scopes = List.copyOf(scopes);
  }

  static ApplicationSpec forInstance(URI instanceUrl) {
    return new ApplicationSpec(
        NAME, URI.create(withoutSlash(instanceUrl.toString()) + "/"), SCOPES, false);
  }

  /** Same name, and our redirect URI among its own; a slash at the end makes no difference. */
  boolean describes(FoundApplication found) {
    return found.name().equals(name)
        && Arrays.stream(found.callbackUrl().strip().split("\\s+", -1))
            .anyMatch(uri -> withoutSlash(uri).equals(withoutSlash(redirectUri.toString())));
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
