package io.quartermaster.sandbox.aws.iam;

import io.quartermaster.sandbox.aws.protocol.Xml;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One operation of the service model.
 *
 * @param run has the effect and returns the XML of the response, without its metadata
 */
public record Operation(String name, Function<Invocation, String> run) {

  /** An operation with a result element, which may be empty. */
  static Operation returning(String name, BiConsumer<Invocation, Xml> run) {
    return new Operation(
        name, call -> Xml.of(xml -> xml.element(name + "Result", result -> run.accept(call, xml))));
  }

  /** An operation without a result element. */
  static Operation returningNothing(String name, Consumer<Invocation> run) {
    return new Operation(
        name,
        call -> {
          run.accept(call);
          return "";
        });
  }
}
