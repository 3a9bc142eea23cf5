package io.quartermaster.iamprovisioner.decision;

/**
 * An administrator's wish for a look, and whether it was answered.
 *
 * @param asked the newest wish; 0 when there was none
 * @param answered the newest one that we answered
 */
public record Verification(long asked, long answered) {

  /** True while somebody waits to be told what we saw, even if nothing differs. */
  public boolean isOwed() {
    return asked > answered;
  }
}
