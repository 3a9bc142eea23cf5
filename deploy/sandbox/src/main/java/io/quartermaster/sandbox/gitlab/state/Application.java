package io.quartermaster.sandbox.gitlab.state;

/** An instance-wide OAuth application. */
public record Application(
    long id,
    String uid,
    String secret,
    String name,
    String redirectUri,
    String scopes,
    boolean confidential) {

  public Application withSecret(String next) {
    return new Application(id, uid, next, name, redirectUri, scopes, confidential);
  }

  @Override
  public String toString() {
    return "Application[" + id + " " + name + ", secret redacted]";
  }
}
