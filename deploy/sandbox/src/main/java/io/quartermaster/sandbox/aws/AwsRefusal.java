package io.quartermaster.sandbox.aws;

/** A call that AWS refuses: code, HTTP status and message as on the wire. */
final class AwsRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  AwsRefusal(int status, String code, String message) {
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

  String text() {
    return String.valueOf(getMessage());
  }

  static AwsRefusal noSuchEntity(String message) {
    return new AwsRefusal(404, "NoSuchEntity", message);
  }

  static AwsRefusal alreadyExists(String message) {
    return new AwsRefusal(409, "EntityAlreadyExists", message);
  }

  static AwsRefusal limitExceeded(String message) {
    return new AwsRefusal(409, "LimitExceeded", message);
  }

  static AwsRefusal deleteConflict(String message) {
    return new AwsRefusal(409, "DeleteConflict", message);
  }

  static AwsRefusal invalidInput(String message) {
    return new AwsRefusal(400, "InvalidInput", message);
  }

  static AwsRefusal malformedPolicy(String message) {
    return new AwsRefusal(400, "MalformedPolicyDocument", message);
  }

  static AwsRefusal validation(String message) {
    return new AwsRefusal(400, "ValidationError", message);
  }
}
