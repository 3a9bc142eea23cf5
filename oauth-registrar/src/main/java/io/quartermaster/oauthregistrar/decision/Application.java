package io.quartermaster.oauthregistrar.decision;

/** An OAuth application in GitLab, without its secret. */
public record Application(long id, String clientId, String name, String callbackUrl) {}
