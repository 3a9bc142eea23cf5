package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/**
 * One difference between what is wanted and what another system has. The same difference always has
 * the same words.
 *
 * @param what stable, snake case, for programs; for example {@code role_trust_policy}
 * @param expected what is wanted, in words; {@code none} for nothing
 * @param found what is there, in words; {@code none} for nothing
 * @param repaired whether it was repaired; otherwise it is only shown
 */
public record Difference(String what, String expected, String found, boolean repaired) {
  public Difference {
    requireNonNull(what, "drift.what");
    requireNonNull(expected, "drift.expected");
    requireNonNull(found, "drift.found");
  }
}
