package io.quartermaster.gatewayconfig.decision;

import java.net.URI;

/** The desired state of every node of the instance, from the newest settings. */
public record DesiredConfig(Environment environment, URI gatewayUrl) {}
