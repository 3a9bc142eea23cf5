package io.quartermaster.sandbox.journal;

/** How often an operation was asked for, and how often it had its effect. */
public record OperationCount(long requests, long successes) {

  OperationCount plus(OperationCount other) {
    return new OperationCount(requests + other.requests, successes + other.successes);
  }
}
