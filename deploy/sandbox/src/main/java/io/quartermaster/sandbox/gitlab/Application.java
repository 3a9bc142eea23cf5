package io.quartermaster.sandbox.gitlab;

/** An instance-wide OAuth application. */
record Application(
    long id,
    String uid,
    String secret,
    String name,
    String redirectUri,
    String scopes,
    boolean confidential) {

  Application withSecret(String next) {
    return new Application(id, uid, next, name, redirectUri, scopes, confidential);
  }

  @Override
  public String toString() {
    return "Application[" + id + " " + name + ", secret redacted]";
  }
}
