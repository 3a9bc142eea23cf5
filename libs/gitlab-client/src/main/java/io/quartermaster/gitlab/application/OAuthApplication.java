package io.quartermaster.gitlab.application;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An OAuth application of the instance.
 *
 * @param id GitLab's ID, for renewal and deletion
 * @param clientId the public client id; {@code application_id} on the wire
 * @param callbackUrl the redirect URI; several are separated by white space; empty when it has none
 */
public record OAuthApplication(
    long id,
    @JsonProperty("application_id") String clientId,
    @JsonProperty("application_name") String name,
    String callbackUrl,
    boolean confidential) {

  public OAuthApplication {
    requireNonNull(clientId, "application_id");
    requireNonNull(name, "application_name");
    callbackUrl = requireNonNullElse(callbackUrl, "");
  }
}
