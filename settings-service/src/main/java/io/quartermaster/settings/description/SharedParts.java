package io.quartermaster.settings.description;

import io.quartermaster.settings.idempotency.IdempotentRequest;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Names of what is described at this package, once, and not where it is used; the operations name
 * it by {@code ref}.
 */
public final class SharedParts {

  public static final String IF_MATCH = HttpHeaders.IF_MATCH;
  public static final String IDEMPOTENCY_KEY = IdempotentRequest.HEADER;
  public static final String ETAG = HttpHeaders.ETAG;
  public static final String LOCATION = HttpHeaders.LOCATION;
  public static final String VERIFY = "Verify";
  public static final String CHANGE_PROJECT_SCOPE = "ChangeProjectScope";

  private SharedParts() {}
}
