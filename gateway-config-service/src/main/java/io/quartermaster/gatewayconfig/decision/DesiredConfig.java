package io.quartermaster.gatewayconfig.decision;

import java.net.URI;

/** What the newest settings want on every node of the instance. */
public record DesiredConfig(Environment environment, URI gatewayUrl) {}
