package io.quartermaster.sandbox.policy;

/** A policy document that IAM refuses; the message is IAM's. */
public final class MalformedPolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedPolicyException(String message) {
    super(message);
  }
}
