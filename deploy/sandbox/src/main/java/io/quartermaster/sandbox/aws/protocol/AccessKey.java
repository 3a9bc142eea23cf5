package io.quartermaster.sandbox.aws.protocol;

/** An AWS access key of the sandbox. */
public record AccessKey(String accessKeyId, String secretAccessKey) {

  @Override
  public String toString() {
    return "AccessKey[" + accessKeyId + ", redacted]";
  }
}
