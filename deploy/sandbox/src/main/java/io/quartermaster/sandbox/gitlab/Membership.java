package io.quartermaster.sandbox.gitlab;

/** A direct membership with what it is one of. */
record Membership(Source source, Member member) {}
