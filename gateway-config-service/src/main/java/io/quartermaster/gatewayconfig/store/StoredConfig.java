package io.quartermaster.gatewayconfig.store;

import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.Progress;

/** What is kept of an instance. */
public record StoredConfig(DesiredConfig desired, Progress progress) {}
