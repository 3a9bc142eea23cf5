package io.quartermaster.sandbox.gitlab.state;

/** A direct membership and its group or project. */
public record Membership(Source source, Member member) {}
