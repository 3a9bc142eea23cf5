package io.quartermaster.iamprovisioner.decision.plan;

/**
 * One difference between what is wanted and what is in AWS. The same difference always has the same
 * words, so that two looks can be compared.
 *
 * @param repaired a step of the plan repairs it; false when it is only shown
 */
public record Drift(DriftKind what, String expected, String found, boolean repaired) {

  /** What stands for nothing being there, or nothing being wanted. */
  public static final String NONE = "none";

  /** Something that should go and stays, because it is not ours to delete. */
  public static Drift notOurs(DriftKind what, String arn) {
    return new Drift(what, NONE, arn + " without our tag", false);
  }

  /** The same difference, left as it is. */
  public Drift left() {
    return new Drift(what, expected, found, false);
  }

  /** One line for people; what is found in AWS may have several. */
  public String text() {
    return "%s: expected %s, found %s"
        .formatted(what.wireName(), expected, found)
        .replaceAll("\\s+", " ");
  }
}
