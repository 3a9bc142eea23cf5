package io.quartermaster.gatewayconfig.decision.node;

import java.time.Duration;

/**
 * The configured rules.
 *
 * @param manage whether differences are repaired; otherwise they are only shown
 * @param reconfigureTimeout after this time a job counts as late; it is never ended
 * @param quietPeriod a further reconfigure waits until the settings were not saved for this time
 */
public record NodeRules(boolean manage, Duration reconfigureTimeout, Duration quietPeriod) {}
