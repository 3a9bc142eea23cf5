package io.quartermaster.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quartermaster.messaging.BackOff;
import io.quartermaster.messaging.MessagingConfig;
import io.quartermaster.messaging.TraceContext;
import io.quartermaster.messaging.TransientFailures;
import io.quartermaster.messaging.inbox.UnprocessableEventException.Reason;
import io.quartermaster.messaging.outbox.Outbox;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Consumes records. In one transaction: claims the event ID in the inbox and calls the handler.
 * Returns after the commit, so that the caller acknowledges after it.
 *
 * <p>Failure semantics: a duplicate and an event of an unknown type change nothing. A record that
 * can never be handled becomes a dead letter (through the outbox, in the transaction of its claim).
 * While the database is unavailable the call blocks and retries, so that nothing is lost or
 * reordered.
 */
@ApplicationScoped
public class EventIntake {

  private static final Logger LOG = Logger.getLogger(EventIntake.class);

  private final Inbox inbox;
  private final Outbox outbox;
  private final MessagingConfig config;
  private final MeterRegistry registry;
  private final BackOff backOff;
  private final CountDownLatch stopping = new CountDownLatch(1);

  EventIntake(Inbox inbox, Outbox outbox, MessagingConfig config, MeterRegistry registry) {
    this.inbox = inbox;
    this.outbox = outbox;
    this.config = config;
    this.registry = registry;
    this.backOff = new BackOff(config.inbox().backOffBase(), config.inbox().backOffCap());
  }

  /**
   * Before the connection pools close, so that a blocked intake leaves its record unacknowledged.
   */
  void stop(@Observes @Priority(1) ShutdownEvent event) {
    stopping.countDown();
  }

  /** Consumes one record. */
  public void receive(ConsumerRecord<String, byte[]> message, EventHandler handler) {
    String outcome =
        TraceContext.within(
            Envelope.header(message, TraceContext.HEADER),
            message.topic() + " process",
            SpanKind.CONSUMER,
            () -> consume(message, handler));
    registry
        .counter("quartermaster.inbox.events", "topic", message.topic(), "outcome", outcome)
        .increment();
  }

  private String consume(ConsumerRecord<String, byte[]> message, EventHandler handler) {
    try {
      IncomingEvent event = Envelope.read(message);
      return handler.types().contains(event.type()) ? handle(message, event, handler) : "unknown";
    } catch (UnprocessableEventException e) {
      return deadLetter(new DeadLetter(config.service(), e.reason(), message));
    }
  }

  private String handle(
      ConsumerRecord<String, byte[]> message, IncomingEvent event, EventHandler handler) {
    int failures = 0;
    for (int attempt = 1; ; attempt++) {
      try {
        return QuarkusTransaction.requiringNew()
            .call(() -> claimAndHandle(message, event, handler));
      } catch (UnprocessableEventException e) {
        throw e;
      } catch (RuntimeException e) {
        failures = isTransient(e) ? 0 : failures + 1;
        LOG.warnf(
            "Event handler failed: eventId=%s type=%s failure=%s attempt=%d handlerFailures=%d",
            event.id(), event.type(), e.getClass().getSimpleName(), attempt, failures);
        if (failures >= config.inbox().handlerAttempts()) {
          throw new UnprocessableEventException(Reason.HANDLER);
        }
        pause(failures == 0 ? attempt : failures);
      }
    }
  }

  /** Any failure counts as transient while the database is unreachable. */
  private boolean isTransient(RuntimeException failure) {
    return TransientFailures.isIn(failure) || !inbox.reachable();
  }

  private String claimAndHandle(
      ConsumerRecord<String, byte[]> message, IncomingEvent event, EventHandler handler) {
    if (!inbox.claim(event.id(), message)) {
      return "duplicate";
    }
    handler.handle(event);
    return "handled";
  }

  /** Retries for ever: a record that is neither handled nor dead-lettered would be lost. */
  private String deadLetter(DeadLetter letter) {
    for (int attempt = 1; ; attempt++) {
      try {
        boolean isNew = QuarkusTransaction.requiringNew().call(() -> claimAndAppend(letter));
        return isNew ? counted(letter) : "duplicate";
      } catch (RuntimeException e) {
        LOG.warnf(
            "Dead letter cannot be stored: position=%s failure=%s attempt=%d",
            letter.position(), e.getClass().getSimpleName(), attempt);
        pause(attempt);
      }
    }
  }

  /**
   * Claims the record's position, not the event ID: a redriven event has the same ID and must not
   * count as a duplicate.
   */
  private boolean claimAndAppend(DeadLetter letter) {
    if (!inbox.claim(letter.position(), letter.original())) {
      return false;
    }
    outbox.append(
        letter.event(config.inbox().deadLetterTopic(), config.inbox().deadLetterPayloadBytes()));
    return true;
  }

  private String counted(DeadLetter letter) {
    String reason = letter.reason().wireName();
    registry.counter("quartermaster.dead.letters", "reason", reason).increment();
    LOG.errorf(
        "Record dead-lettered: reason=%s position=%s eventId=%s type=%s",
        reason, letter.position(), letter.eventId(), letter.eventType());
    return "dead_letter";
  }

  private void pause(int failures) {
    Duration wait = backOff.after(failures, ThreadLocalRandom.current());
    try {
      if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("Service is stopping; the record stays unacknowledged");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted; the record stays unacknowledged", e);
    }
  }
}
