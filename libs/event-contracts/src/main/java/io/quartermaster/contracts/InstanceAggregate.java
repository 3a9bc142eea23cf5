package io.quartermaster.contracts;

/** The aggregate that holds the settings of one GitLab instance, and so its record key. */
public final class InstanceAggregate {

  private static final String PREFIX = "amazon-q/";

  private InstanceAggregate() {}

  public static String of(String instanceUid) {
    return PREFIX + instanceUid;
  }

  /**
   * The instance uid in an aggregate.
   *
   * @throws IllegalArgumentException when it is the aggregate of something else
   */
  public static String instanceUid(String aggregate) {
    if (!aggregate.startsWith(PREFIX)) {
      throw new IllegalArgumentException("Not the aggregate of an instance: " + aggregate);
    }
    return aggregate.substring(PREFIX.length());
  }
}
