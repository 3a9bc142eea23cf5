package io.quartermaster.sandbox;

import io.quartermaster.sandbox.aws.AccessKey;
import io.quartermaster.sandbox.tokens.TokenKey;
import java.util.UUID;

/** What makes up the credentials, as it is saved. */
record Secrets(
    AccessKey clientKey,
    AccessKey gatewayKey,
    String gitlabAdminToken,
    String gitlabUserToken,
    String instanceUuid,
    String instanceUid,
    String tokenKey) {

  static Secrets generate(TokenKey key) {
    return new Secrets(
        accessKey("CLIENT"),
        accessKey("GATEWY"),
        "sandbox-gitlab-admin-" + random(),
        "sandbox-gitlab-user-" + random(),
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        key.encoded());
  }

  private static AccessKey accessKey(String owner) {
    return new AccessKey(
        "SANDBOX" + owner + random().substring(0, 7), "sandbox-secret-" + random());
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  @Override
  public String toString() {
    return "Secrets[redacted]";
  }
}
