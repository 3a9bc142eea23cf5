package io.quartermaster.testkit.flow.bad.intake;

import io.quartermaster.testkit.flow.bad.effect.Port;

record Intake(Port port) {}
