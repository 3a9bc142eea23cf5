package io.quartermaster.iamprovisioner.decision;

/**
 * Why it does not go on without a person, in our own words.
 *
 * @param code stable, snake case
 * @param detail what is wrong, one sentence
 * @param remedy what to do about it, one sentence
 */
public record Refusal(String code, String detail, String remedy) {}
