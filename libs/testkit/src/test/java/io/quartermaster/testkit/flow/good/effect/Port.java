package io.quartermaster.testkit.flow.good.effect;

import io.quartermaster.testkit.flow.good.decision.Wanted;

/** A port. */
public interface Port {
  void apply(Wanted wanted);
}
