package io.quartermaster.iamprovisioner.effect;

import io.quartermaster.iamprovisioner.decision.ObservedAccess;

/** The answer to a look at AWS. */
public sealed interface Observation permits Observation.Seen, Setback {

  /** This is there. */
  record Seen(ObservedAccess access) implements Observation {}
}
