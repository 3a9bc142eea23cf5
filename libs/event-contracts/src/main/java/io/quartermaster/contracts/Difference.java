package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/**
 * A difference between desired and observed state. The same difference always has the same texts.
 *
 * @param what stable, snake case, for programs; for example {@code role_trust_policy}
 * @param expected the desired value; {@code none} if there should be none
 * @param found the observed value; {@code none} if there is none
 * @param repaired whether it was repaired; otherwise it is only reported
 */
public record Difference(String what, String expected, String found, boolean repaired) {
  public Difference {
    requireNonNull(what, "drift.what");
    requireNonNull(expected, "drift.expected");
    requireNonNull(found, "drift.found");
  }
}
