package io.quartermaster.settings.prerequisite;

import io.quartermaster.settings.SettingsConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest round, remembered for a moment. Whoever asks while one is under way waits for that
 * one, so that many pages make no more calls than one.
 *
 * <p>Failure semantics: a round that failed is not remembered.
 */
@Singleton
class Prerequisites {

  private final Callable<PrerequisitesDocument> round;
  private final Executor starter;
  private final Duration rememberFor;
  private final LongSupplier nanos;
  private @Nullable Memory latest;

  @Inject
  Prerequisites(PrerequisiteRound round, SettingsConfig config) {
    this(
        round::run,
        task -> Thread.ofVirtual().name("prerequisites").start(task),
        config.prerequisites().cacheTtl(),
        System::nanoTime);
  }

  Prerequisites(
      Callable<PrerequisitesDocument> round,
      Executor starter,
      Duration rememberFor,
      LongSupplier nanos) {
    this.round = round;
    this.starter = starter;
    this.rememberFor = rememberFor;
    this.nanos = nanos;
  }

  synchronized CompletionStage<PrerequisitesDocument> latest() {
    Memory known = latest;
    if (known == null || known.isOver(nanos.getAsLong())) {
      known = new Memory(new CompletableFuture<>(), new CompletableFuture<>());
      latest = known;
      start(known);
    }
    return known.answer().minimalCompletionStage();
  }

  private void start(Memory memory) {
    starter.execute(
        () -> {
          try {
            PrerequisitesDocument document = round.call();
            memory.until().complete(nanos.getAsLong() + rememberFor.toNanos());
            memory.answer().complete(document);
          } catch (Exception e) {
            // Goes to whoever waits, who answers with it.
            memory.answer().completeExceptionally(new CompletionException(e));
          } finally {
            // After an error of the JVM too the next one starts anew, instead of waiting for ever.
            memory.until().complete(nanos.getAsLong());
            memory.answer().completeExceptionally(new IllegalStateException("The round was lost"));
          }
        });
  }

  /** A round, and until when it is remembered, which is known when it has ended. */
  private record Memory(
      CompletableFuture<PrerequisitesDocument> answer, CompletableFuture<Long> until) {

    boolean isOver(long now) {
      return until.isDone() && now - until.join() >= 0;
    }
  }
}
