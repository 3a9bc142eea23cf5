package io.quartermaster.settings.setup;

import static io.quartermaster.settings.setup.StepDescription.otherSystem;
import static io.quartermaster.settings.setup.StepDescription.service;

import io.quartermaster.contracts.SetupStep;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * An outcome that a service owes. Whether the service is down, or still waits for another system,
 * cannot be seen from here, except when it has not started.
 *
 * @param dueAt when it could be expected
 * @param toleratedSeconds how much later it may be
 */
public record Overdue(What what, Instant dueAt, long toleratedSeconds) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  /** What has not been reported. */
  public enum What {
    /** The start of the step. */
    START,
    /** The result of the attempt that was reported as started, or further progress. */
    RESULT,
    /** The result of the attempt that was announced for a time. */
    NEXT_ATTEMPT,
    /** The result of a requested verification. */
    VERIFICATION
  }

  /** Whether it is late by this time. */
  boolean isLate(Instant now) {
    return now.isAfter(dueAt.plusSeconds(toleratedSeconds));
  }

  /**
   * The current state of the step in a sentence or two.
   *
   * @param detail as the service reported it last
   */
  String detail(SetupStep step, String detail) {
    return switch (what) {
      case START ->
          "Not started after %d s: %s has not responded. Check that it and Kafka are running and that its consumer group has no lag."
              .formatted(toleratedSeconds, service(step));
      case RESULT -> "%s No result since %s: %s".formatted(detail, time(), cause(step));
      case NEXT_ATTEMPT ->
          "%s No result of the attempt due at %s: %s".formatted(detail, time(), cause(step));
      case VERIFICATION ->
          "%s No result of the verification requested at %s: %s"
              .formatted(detail, time(), cause(step));
    };
  }

  private String time() {
    return TIME.format(dueAt);
  }

  private static String cause(SetupStep step) {
    return "%s is still waiting for %s, or it or Kafka is not running. Check that both are running and that its consumer group has no lag."
        .formatted(service(step), otherSystem(step));
  }
}
