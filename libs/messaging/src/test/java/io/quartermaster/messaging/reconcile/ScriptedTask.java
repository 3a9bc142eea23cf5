package io.quartermaster.messaging.reconcile;

import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Runs the script of the test for each key, and records every run. */
@ApplicationScoped
public class ScriptedTask implements ReconcileTask {

  static final String NAME = "scripted";

  private final Map<String, Function<ReconcileRequest, ReconcileOutcome>> scripts =
      new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
  private final List<Run> runs = new CopyOnWriteArrayList<>();

  void script(String key, Function<ReconcileRequest, ReconcileOutcome> script) {
    scripts.put(key, script);
  }

  List<Run> runsOf(String key) {
    return runs.stream().filter(run -> run.key().equals(key)).toList();
  }

  List<Run> runs() {
    return List.copyOf(runs);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    AtomicInteger sameKey = underWay.computeIfAbsent(request.key(), key -> new AtomicInteger());
    int together = sameKey.incrementAndGet();
    String trace = Span.current().getSpanContext().getTraceId();
    runs.add(new Run(request.key(), request.attempt(), Instant.now(), together, trace));
    try {
      return scripts
          .getOrDefault(request.key(), any -> new ReconcileOutcome.Settled(Duration.ofHours(1)))
          .apply(request);
    } finally {
      sameKey.decrementAndGet();
    }
  }

  /** One run; {@code together} is how many ran for the key at that moment. */
  record Run(String key, int attempt, Instant at, int together, String trace) {}
}
