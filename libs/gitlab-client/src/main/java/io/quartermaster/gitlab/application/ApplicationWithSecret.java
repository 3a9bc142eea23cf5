package io.quartermaster.gitlab.application;

/** What GitLab shows once: an application together with its new secret. */
public record ApplicationWithSecret(OAuthApplication application, ClientSecret secret) {}
