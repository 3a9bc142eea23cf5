package io.quartermaster.local.demo;

import io.quartermaster.local.settings.SettingsApi;
import io.quartermaster.local.settings.SetupProgress;
import io.quartermaster.local.stack.EndedPart;
import io.quartermaster.local.stack.StackFailure;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Follows the event stream of a set-up in a thread of its own until the set-up has ended. */
final class SetupWatch implements AutoCloseable {
  private final Stream<SetupProgress> events;
  private final Consumer<SetupProgress> listener;
  private final CompletableFuture<SetupProgress> ended = new CompletableFuture<>();

  private SetupWatch(Stream<SetupProgress> events, Consumer<SetupProgress> listener) {
    this.events = events;
    this.listener = listener;
  }

  /** Returns when the stream is open, so that nothing of what follows is missed. */
  static SetupWatch open(SettingsApi api, Consumer<SetupProgress> listener) {
    SetupWatch watch = new SetupWatch(api.watch(), listener);
    Thread.ofPlatform().daemon().name("setup-events").start(watch::follow);
    return watch;
  }

  private void follow() {
    try {
      events.filter(progress -> progress.revision() > 0).forEach(this::accept);
      ended.completeExceptionally(
          new StackFailure("The event stream ended before the set-up did."));
    } catch (StackFailure | UncheckedIOException e) {
      ended.completeExceptionally(e);
    }
  }

  private void accept(SetupProgress progress) {
    if (ended.isDone()) {
      return;
    }
    listener.accept(progress);
    if (progress.ready() || progress.failed()) {
      ended.complete(progress);
    }
  }

  /**
   * The last state: ready, or failed.
   *
   * @param partEnd ends the wait: without all parts the set-up does not end
   */
  SetupProgress await(Duration timeout, CompletableFuture<EndedPart> partEnd) {
    try {
      return ended
          .applyToEither(partEnd.thenApply(SetupWatch::partEnded), Function.identity())
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new StackFailure(
          "The set-up has not ended after %d s.".formatted(timeout.toSeconds()), e);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new StackFailure("The set-up could not be followed: " + cause.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while following the set-up.", e);
    }
  }

  private static SetupProgress partEnded(EndedPart part) {
    throw new StackFailure(part.headline());
  }

  @Override
  public void close() {
    events.close();
  }
}
