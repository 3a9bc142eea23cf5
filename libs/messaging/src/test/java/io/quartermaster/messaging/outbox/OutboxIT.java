package io.quartermaster.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Topic;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.ReceivedEvent;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class OutboxIT {

  @Inject Outbox outbox;

  TestTopics topics;

  private final String key = "key-" + UUID.randomUUID();

  @Test
  void publishesACommittedEventAsCloudEvent() {
    UUID id = QuarkusTransaction.requiringNew().call(() -> outbox.append(event("{\"n\":1}")));

    ReceivedEvent received =
        topics.await(Topic.OUTCOME_EVENTS, message -> key.equals(message.key()));

    assertThat(received.headers())
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_id", id.toString())
        .containsEntry("ce_type", "io.quartermaster.test.v1")
        .containsEntry("ce_source", "/quartermaster/iam-provisioner")
        .containsEntry("ce_subject", "subject")
        .containsEntry("content-type", "application/json")
        .containsKey("ce_time");
    assertThat(received.json()).isEqualTo("{\"n\":1}");
  }

  @Test
  void publishesNothingAfterARollback() {
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          outbox.append(event("{\"rolled\":\"back\"}"));
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);
    QuarkusTransaction.requiringNew().run(() -> outbox.append(event("{\"committed\":true}")));

    assertThat(receivedData(1)).containsExactly("{\"committed\":true}");
  }

  @Test
  void rejectsAppendingOutsideATransaction() {
    assertThatThrownBy(() -> outbox.append(event("{}")))
        .isInstanceOf(jakarta.transaction.TransactionalException.class);
  }

  @Test
  void publishesTheEventsOfAKeyInOrder() {
    List<String> sent = IntStream.range(0, 40).mapToObj(n -> "{\"n\":" + n + "}").toList();
    QuarkusTransaction.requiringNew()
        .run(() -> outbox.appendAll(sent.stream().map(this::event).toList()));

    assertThat(receivedData(40)).isEqualTo(sent);
  }

  @Test
  void propagatesTheTraceOfTheWriter() {
    Span span = GlobalOpenTelemetry.getTracer("test").spanBuilder("write").startSpan();
    Context.current()
        .with(span)
        .wrap(() -> QuarkusTransaction.requiringNew().run(() -> outbox.append(event("{}"))))
        .run();
    span.end();

    ReceivedEvent received =
        topics.await(Topic.OUTCOME_EVENTS, message -> key.equals(message.key()));
    assertThat(received.headers().get("traceparent")).contains(span.getSpanContext().getTraceId());
  }

  private List<String> receivedData(int count) {
    return Await.condition()
        .until(
            () ->
                topics.read(Topic.OUTCOME_EVENTS).stream()
                    .filter(message -> key.equals(message.key()))
                    .map(ReceivedEvent::json)
                    .toList(),
            all -> all.size() >= count);
  }

  private OutgoingEvent event(String json) {
    return new OutgoingEvent(
        Topic.OUTCOME_EVENTS.topicName(), key, "io.quartermaster.test.v1", "subject", json);
  }
}
