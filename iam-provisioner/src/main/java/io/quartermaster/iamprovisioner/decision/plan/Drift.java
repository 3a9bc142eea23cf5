package io.quartermaster.iamprovisioner.decision.plan;

/**
 * One difference between desired and observed state. The same difference always has the same text,
 * so that two checks can be compared.
 *
 * @param repaired whether a step of the plan repairs it; otherwise it is only reported
 */
public record Drift(DriftKind what, String expected, String found, boolean repaired) {

  /** Stands for an absent value. */
  public static final String NONE = "none";

  /** A resource that should not exist and is left unchanged. */
  public static Drift withoutOwnershipTag(DriftKind what, String arn) {
    return new Drift(what, NONE, arn + " without the ownership tag", false);
  }

  /** Whether nothing was found where something is desired. */
  public boolean isMissing() {
    return found.equals(NONE) && !expected.equals(NONE);
  }

  public Drift unrepaired() {
    return new Drift(what, expected, found, false);
  }

  /** One line, whatever is found. */
  public String text() {
    return "%s: expected %s, found %s"
        .formatted(what.wireName(), expected, found)
        .replaceAll("\\s+", " ");
  }
}
