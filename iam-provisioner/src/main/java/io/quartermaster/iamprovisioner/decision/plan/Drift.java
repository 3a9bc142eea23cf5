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

  /**
   * A resource that should not exist and is left unchanged.
   *
   * @param reason continues the ARN, for example "without the ownership tag"
   */
  public static Drift kept(DriftKind what, String arn, String reason) {
    return new Drift(what, NONE, arn + " " + reason, false);
  }

  /** Whether it is the resource of {@link #kept}. */
  public boolean isKept(String arn) {
    return !repaired && expected.equals(NONE) && found.startsWith(arn + " ");
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
