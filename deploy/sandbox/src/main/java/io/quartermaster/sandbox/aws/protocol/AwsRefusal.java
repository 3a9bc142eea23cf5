package io.quartermaster.sandbox.aws.protocol;

/** A refused call: code, HTTP status and message as on the wire. */
public final class AwsRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  public AwsRefusal(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  public static AwsRefusal noSuchEntity(String message) {
    return new AwsRefusal(404, "NoSuchEntity", message);
  }

  public static AwsRefusal alreadyExists(String message) {
    return new AwsRefusal(409, "EntityAlreadyExists", message);
  }

  public static AwsRefusal limitExceeded(String message) {
    return new AwsRefusal(409, "LimitExceeded", message);
  }

  public static AwsRefusal deleteConflict(String message) {
    return new AwsRefusal(409, "DeleteConflict", message);
  }

  public static AwsRefusal invalidInput(String message) {
    return new AwsRefusal(400, "InvalidInput", message);
  }

  public static AwsRefusal malformedPolicy(String message) {
    return new AwsRefusal(400, "MalformedPolicyDocument", message);
  }

  public static AwsRefusal validation(String message) {
    return new AwsRefusal(400, "ValidationError", message);
  }
}
