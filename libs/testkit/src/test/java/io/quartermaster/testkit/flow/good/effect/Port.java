package io.quartermaster.testkit.flow.good.effect;

import io.quartermaster.testkit.flow.good.decision.Desired;

/** A port. */
public interface Port {
  void apply(Desired desired);
}
