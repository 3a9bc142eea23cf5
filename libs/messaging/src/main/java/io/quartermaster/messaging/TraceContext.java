package io.quartermaster.messaging;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Propagates the trace through tables and topics. Does nothing without OpenTelemetry. */
public final class TraceContext {

  public static final String HEADER = "traceparent";

  private static final TextMapGetter<String> GETTER = new TraceparentGetter();

  private TraceContext() {}

  /** The current context in W3C format; null when there is no trace. */
  public static @Nullable String current() {
    Map<String, String> carrier = new HashMap<>();
    W3CTraceContextPropagator.getInstance().inject(Context.current(), carrier, Map::put);
    return carrier.get(HEADER);
  }

  /**
   * Runs the work in a span that continues the current trace, otherwise the stored one. A failure
   * marks the span as an error, without the message.
   */
  public static <T> T within(
      @Nullable String traceparent, String name, SpanKind kind, Supplier<T> work) {
    Context parent = Context.current();
    if (traceparent != null && !Span.fromContext(parent).getSpanContext().isValid()) {
      parent = W3CTraceContextPropagator.getInstance().extract(parent, traceparent, GETTER);
    }
    Span span =
        GlobalOpenTelemetry.getTracer("io.quartermaster.messaging")
            .spanBuilder(name)
            .setSpanKind(kind)
            .setParent(parent)
            .startSpan();
    try {
      return parent.with(span).wrapSupplier(work).get();
    } catch (RuntimeException | Error e) {
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }

  /** The carrier is the value of the header. */
  private static final class TraceparentGetter implements TextMapGetter<String> {
    @Override
    public Iterable<String> keys(String carrier) {
      return List.of(HEADER);
    }

    @Override
    public @Nullable String get(@Nullable String carrier, String key) {
      return HEADER.equals(key) ? carrier : null;
    }
  }
}
