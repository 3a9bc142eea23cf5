package io.quartermaster.sandbox.aws;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The access keys that may sign: the client's, the gateway's own, and those of sessions. */
final class AwsKeys {

  /** Temporary credentials of an assumed role. */
  record Session(AccessKey key, String sessionToken, Caller caller, Instant expiry) {}

  /** A key with the secret and what it stands for. */
  record Known(String secret, Caller caller) {}

  private final AccessKey client;
  private final AccessKey gateway;
  private final String accountId;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  AwsKeys(AccessKey client, AccessKey gateway, String accountId) {
    this.client = client;
    this.gateway = gateway;
    this.accountId = accountId;
  }

  Optional<Known> permanent(String accessKeyId) {
    if (accessKeyId.equals(client.accessKeyId())) {
      String arn = "arn:aws:iam::" + accountId + ":user/quartermaster";
      return known(client, new Caller(arn, "AIDASANDBOXUSER00001", false, false));
    }
    if (accessKeyId.equals(gateway.accessKeyId())) {
      String arn = "arn:aws:iam::" + accountId + ":user/sandbox-ai-gateway";
      return known(gateway, new Caller(arn, "AIDASANDBOXUSER00002", true, false));
    }
    return Optional.empty();
  }

  Optional<Session> session(String accessKeyId) {
    return Optional.ofNullable(sessions.get(accessKeyId));
  }

  Session issue(Role role, String sessionName, String account, Instant expiry) {
    String id = UUID.randomUUID().toString().replace("-", "");
    AccessKey key = new AccessKey("SANDBOXSESSION" + id.substring(0, 6), "sandbox-session-" + id);
    String arn = "arn:aws:sts::" + account + ":assumed-role/" + role.name() + "/" + sessionName;
    Caller caller = new Caller(arn, role.id() + ":" + sessionName, false, true);
    Session session =
        new Session(key, "sandbox-session-token-" + UUID.randomUUID(), caller, expiry);
    sessions.put(key.accessKeyId(), session);
    return session;
  }

  private static Optional<Known> known(AccessKey key, Caller caller) {
    return Optional.of(new Known(key.secretAccessKey(), caller));
  }
}
