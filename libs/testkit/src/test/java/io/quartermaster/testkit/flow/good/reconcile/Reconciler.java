package io.quartermaster.testkit.flow.good.reconcile;

import io.quartermaster.testkit.flow.good.effect.Port;
import io.quartermaster.testkit.flow.good.outcome.Outcomes;
import io.quartermaster.testkit.flow.good.store.Rows;

record Reconciler(Rows rows, Port port, Outcomes outcomes) {}
