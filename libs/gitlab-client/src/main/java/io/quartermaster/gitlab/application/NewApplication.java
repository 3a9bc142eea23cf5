package io.quartermaster.gitlab.application;

import java.net.URI;
import java.util.List;

/** An OAuth application to create. */
public record NewApplication(
    String name, URI redirectUri, List<String> scopes, boolean confidential) {
  public NewApplication {
    scopes = List.copyOf(scopes);
  }
}
