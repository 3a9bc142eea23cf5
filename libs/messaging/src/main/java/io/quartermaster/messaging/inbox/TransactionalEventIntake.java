package io.quartermaster.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quartermaster.messaging.BackOff;
import io.quartermaster.messaging.MessagingConfig;
import io.quartermaster.messaging.TraceContext;
import io.quartermaster.messaging.TransientFailures;
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
import org.jspecify.annotations.Nullable;

/** Takes records in; see {@link EventIntake} for what happens when something fails. */
@ApplicationScoped
class TransactionalEventIntake implements EventIntake {

  private static final Logger LOG = Logger.getLogger(TransactionalEventIntake.class);

  private final Inbox inbox;
  private final Outbox outbox;
  private final MessagingConfig config;
  private final MeterRegistry registry;
  private final BackOff backOff;
  private final CountDownLatch stopping = new CountDownLatch(1);

  TransactionalEventIntake(
      Inbox inbox, Outbox outbox, MessagingConfig config, MeterRegistry registry) {
    this.inbox = inbox;
    this.outbox = outbox;
    this.config = config;
    this.registry = registry;
    this.backOff = new BackOff(config.inbox().backOffBase(), config.inbox().backOffCap());
  }

  /** Before the pools close, so that a blocked intake gives its record back. */
  void stop(@Observes @Priority(1) ShutdownEvent event) {
    stopping.countDown();
  }

  @Override
  public void receive(ConsumerRecord<String, byte[]> message, EventHandler handler) {
    String taken =
        TraceContext.within(
            Envelope.traceparent(message),
            message.topic() + " process",
            SpanKind.CONSUMER,
            () -> take(message, handler));
    registry
        .counter("quartermaster.inbox.events", "topic", message.topic(), "outcome", taken)
        .increment();
  }

  private String take(ConsumerRecord<String, byte[]> message, EventHandler handler) {
    return switch (Envelope.of(message)) {
      case Envelope.Readable readable when !handler.types().contains(readable.event().type()) ->
          "unknown";
      case Envelope.Readable readable -> handle(message, readable.event(), handler);
      case Envelope.Unreadable unreadable ->
          bury(message, unreadable.reason(), unreadable.id(), unreadable.type());
    };
  }

  private String handle(
      ConsumerRecord<String, byte[]> message, IncomingEvent event, EventHandler handler) {
    int faults = 0;
    for (int tries = 1; ; tries++) {
      try {
        return QuarkusTransaction.requiringNew()
            .call(() -> claimAndHandle(message, event, handler));
      } catch (UnprocessableEventException e) {
        return bury(message, e.reason(), event.id(), event.type());
      } catch (RuntimeException e) {
        faults = passing(e) ? 0 : faults + 1;
        LOG.warnf(
            "Event not taken yet: eventId=%s type=%s failure=%s tries=%d faults=%d",
            event.id(), event.type(), e.getClass().getSimpleName(), tries, faults);
        if (faults >= config.inbox().handlerAttempts()) {
          return bury(
              message, UnprocessableEventException.Reason.HANDLER, event.id(), event.type());
        }
        pause(faults == 0 ? tries : faults);
      }
    }
  }

  /** A failure without the mark of a passing one counts as passing while nothing answers. */
  private boolean passing(RuntimeException failure) {
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

  /** Tries for ever: a record that is neither handled nor kept as a dead letter would be lost. */
  private String bury(
      ConsumerRecord<String, byte[]> message,
      UnprocessableEventException.Reason reason,
      @Nullable String id,
      @Nullable String type) {
    DeadLetter letter = new DeadLetter(config.service(), reason, id, type, message);
    for (int tries = 1; ; tries++) {
      try {
        return counted(letter, QuarkusTransaction.requiringNew().call(() -> claimAndBury(letter)));
      } catch (RuntimeException e) {
        LOG.warnf(
            "Dead letter not stored yet: place=%s failure=%s tries=%d",
            letter.place(), e.getClass().getSimpleName(), tries);
        pause(tries);
      }
    }
  }

  /**
   * The claim is on the record's place, not on the event's id: put back after a fix, the event has
   * its id still and must not pass for a duplicate.
   */
  private boolean claimAndBury(DeadLetter letter) {
    if (!inbox.claim(letter.place(), letter.original())) {
      return false;
    }
    outbox.append(
        letter.event(config.inbox().deadLetterTopic(), config.inbox().deadLetterPayloadBytes()));
    return true;
  }

  private String counted(DeadLetter letter, boolean fresh) {
    if (!fresh) {
      return "duplicate";
    }
    String reason = letter.reason().wireName();
    registry.counter("quartermaster.dead.letters", "reason", reason).increment();
    LOG.errorf(
        "Dead letter: reason=%s place=%s eventId=%s type=%s",
        reason, letter.place(), letter.id(), letter.type());
    return "dead_letter";
  }

  private void pause(int tries) {
    Duration wait = backOff.after(tries, ThreadLocalRandom.current());
    try {
      if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("The service stops; the record stays unacknowledged");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted; the record stays unacknowledged", e);
    }
  }
}
