package io.quartermaster.contracts;

/**
 * A difference between the desired state and the state of another system. The same difference
 * always has the same text.
 *
 * @param what stable, snake case, for programs; for example {@code role_trust_policy}
 * @param expected desired value as text; {@code none} when there is none
 * @param found observed value as text; {@code none} when there is none
 * @param repaired whether it was repaired; otherwise it is only reported
 */
public record Difference(String what, String expected, String found, boolean repaired) {}
