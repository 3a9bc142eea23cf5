package io.quartermaster.iamprovisioner.decision;

/**
 * Which resources had the ownership tag when they were last checked. One without the tag then lost
 * it since, which is another case than one that never had it.
 */
public record TaggedResources(boolean role, boolean provider) {

  /** Before the first check. */
  public static final TaggedResources NONE = new TaggedResources(false, false);

  /** Those of both; what had the tag once is remembered. */
  public TaggedResources and(TaggedResources other) {
    return new TaggedResources(role || other.role, provider || other.provider);
  }
}
