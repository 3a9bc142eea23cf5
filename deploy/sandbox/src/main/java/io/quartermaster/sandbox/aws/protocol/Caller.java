package io.quartermaster.sandbox.aws.protocol;

/**
 * The user that a request is signed for.
 *
 * @param name the caller's name in the journal
 */
public record Caller(String arn, String userId, String name) {}
