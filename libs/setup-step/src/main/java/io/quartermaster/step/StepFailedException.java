package io.quartermaster.step;

/** Ends what cannot continue. Leaves the effect package only as its failure. */
public final class StepFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient StepFailure failure;

  public StepFailedException(StepFailure failure) {
    super(failure.code());
    this.failure = failure;
  }

  public StepFailure failure() {
    return failure;
  }
}
