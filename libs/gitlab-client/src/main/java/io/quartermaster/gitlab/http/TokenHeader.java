package io.quartermaster.gitlab.http;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Puts the access token into its header; it is never in a URL. */
final class TokenHeader implements ClientRequestFilter {

  private final String token;

  TokenHeader(String token) {
    this.token = token;
  }

  @Override
  public void filter(ClientRequestContext request) {
    request.getHeaders().putSingle("PRIVATE-TOKEN", token);
  }
}
