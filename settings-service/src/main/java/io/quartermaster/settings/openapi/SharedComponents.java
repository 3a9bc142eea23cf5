package io.quartermaster.settings.openapi;

import io.quartermaster.settings.idempotency.IdempotentRequest;
import jakarta.ws.rs.core.HttpHeaders;

/** The names of the components that operations refer to; described at this package. */
public final class SharedComponents {

  public static final String IF_MATCH = HttpHeaders.IF_MATCH;
  public static final String ID = "id";
  public static final String IDEMPOTENCY_KEY = IdempotentRequest.HEADER;
  public static final String ETAG = HttpHeaders.ETAG;
  public static final String LOCATION = HttpHeaders.LOCATION;
  public static final String RETRY_AFTER = HttpHeaders.RETRY_AFTER;
  public static final String WWW_AUTHENTICATE = HttpHeaders.WWW_AUTHENTICATE;
  public static final String SETTINGS = "Settings";
  public static final String SCOPE = "Scope";
  public static final String VERIFY = "Verify";

  private SharedComponents() {}
}
