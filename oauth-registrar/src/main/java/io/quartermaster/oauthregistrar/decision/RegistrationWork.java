package io.quartermaster.oauthregistrar.decision;

/** The name under which the work is queued; a part of a primary key, so it never changes. */
public final class RegistrationWork {

  public static final String TASK = "oauth-registration";

  private RegistrationWork() {}
}
