package io.quartermaster.oauthregistrar;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every trace span of the application under test, as text. */
@ApplicationScoped
public class RecordedSpans implements SpanExporter {

  private final List<String> spans = new CopyOnWriteArrayList<>();

  List<String> all() {
    return List.copyOf(spans);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> batch) {
    batch.forEach(
        span ->
            spans.add(span.getName() + span.getAttributes() + span.getEvents() + span.getStatus()));
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
