package io.quartermaster.contracts;

import java.util.List;

/**
 * A difference between the desired state and the state of another system. The same difference
 * always has the same text.
 *
 * @param what stable, snake case, for programs; for example {@code role_trust_policy}
 * @param expected desired value as text; {@code none} when there is none
 * @param found observed value as text; {@code none} when there is none
 * @param repaired whether it was repaired; otherwise it is only reported
 */
public record Difference(String what, String expected, String found, boolean repaired) {

  /** How many differences on GitLab nodes an event lists at most. */
  public static final int MAX_ON_NODES = 100;

  /** The longest value of such a difference, in characters. */
  public static final int MAX_VALUE_ON_NODES = 500;

  /** The differences that an event about GitLab nodes lists; long values are cut. */
  static List<Difference> onNodes(List<Difference> found) {
    return found.stream().limit(MAX_ON_NODES).map(Difference::cut).toList();
  }

  private Difference cut() {
    return new Difference(
        what, cut(expected, MAX_VALUE_ON_NODES), cut(found, MAX_VALUE_ON_NODES), repaired);
  }

  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
    return text.substring(0, end) + "…";
  }
}
