package io.quartermaster.testkit.flow.good.intake;

import io.quartermaster.contracts.Topic;
import io.quartermaster.testkit.flow.good.decision.Desired;
import io.quartermaster.testkit.flow.good.store.Rows;

record Intake(Topic from, Rows rows, Desired desired) {}
