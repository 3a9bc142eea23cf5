package io.quartermaster.iamprovisioner.decision;

import java.net.URI;

/**
 * The identity that the same GitLab had before it was restored under a new instance uid, or moved
 * to another gateway environment. The URL of a provider cannot be changed, so its provider goes
 * when the role trusts the new one.
 */
public record PreviousInstance(String instanceUid, URI providerUrl, String audience) {}
