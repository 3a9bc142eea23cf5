package io.quartermaster.sandbox.aws.protocol;

import io.quartermaster.sandbox.journal.Request;
import java.util.List;
import java.util.Optional;

/** The access keys that are valid for signing, with their callers. */
public final class AwsKeys {

  private record Known(AccessKey key, Caller caller) {}

  private final List<Known> keys;

  public AwsKeys(AccessKey client, AccessKey gateway, String accountId) {
    String users = "arn:aws:iam::" + accountId + ":user/";
    keys =
        List.of(
            new Known(
                client,
                new Caller(users + "quartermaster", "AIDASANDBOXUSER00001", Request.CLIENT)),
            new Known(
                gateway,
                new Caller(users + "sandbox-ai-gateway", "AIDASANDBOXUSER00002", Request.GATEWAY)));
  }

  Optional<String> secret(String accessKeyId) {
    return find(accessKeyId).map(known -> known.key().secretAccessKey());
  }

  /** The caller that a key belongs to. */
  public Optional<Caller> caller(String accessKeyId) {
    return find(accessKeyId).map(Known::caller);
  }

  private Optional<Known> find(String accessKeyId) {
    return keys.stream().filter(known -> known.key().accessKeyId().equals(accessKeyId)).findFirst();
  }
}
