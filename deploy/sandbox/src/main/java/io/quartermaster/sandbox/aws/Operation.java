package io.quartermaster.sandbox.aws;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One operation of the service model.
 *
 * @param wrapped whether the answer has a result element
 * @param run does it and gives the content of the result element
 */
record Operation(String name, boolean wrapped, boolean signed, Function<Invocation, String> run) {

  /** An operation that answers with a result. */
  static Operation returning(String name, Function<Invocation, String> run) {
    return new Operation(name, true, true, run);
  }

  /** An operation that answers with nothing but the request id. */
  static Operation voiding(String name, Consumer<Invocation> run) {
    return new Operation(
        name,
        false,
        true,
        call -> {
          run.accept(call);
          return "";
        });
  }

  /** An operation that needs no signature. */
  static Operation unsigned(String name, Function<Invocation, String> run) {
    return new Operation(name, true, false, run);
  }
}
