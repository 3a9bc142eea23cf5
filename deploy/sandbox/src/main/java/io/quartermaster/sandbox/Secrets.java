package io.quartermaster.sandbox;

import io.quartermaster.sandbox.aws.protocol.AccessKey;
import io.quartermaster.sandbox.tokens.TokenKey;
import java.util.UUID;

/** The secrets behind the credentials, as they are saved. */
record Secrets(
    AccessKey clientKey,
    AccessKey gatewayKey,
    String gitlabAdminToken,
    String instanceUuid,
    String instanceUid,
    String tokenKey) {

  static Secrets generate(TokenKey key) {
    return new Secrets(
        accessKey("CLIENT"),
        accessKey("GATEWY"),
        "sandbox-gitlab-admin-" + random(),
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
