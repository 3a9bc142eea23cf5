package io.quartermaster.node;

/**
 * Why a command was not done. Composed from known causes, never from output of the node, which
 * could hold a secret.
 *
 * @param code one of {@code FailureCodes}
 * @param detail what happened, one sentence
 * @param remedy what to do about it, one sentence
 * @param unavailable true when it is retried automatically; false when a person must act
 */
public record NodeFailure(String code, String detail, String remedy, boolean unavailable) {}
