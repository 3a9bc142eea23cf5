package io.quartermaster.gitlab.application;

/** An application with its new secret, which GitLab shows once. */
public record ApplicationWithSecret(OAuthApplication application, ClientSecret secret) {}
