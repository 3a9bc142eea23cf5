package io.quartermaster.settings.setup.feed;

import io.quartermaster.settings.setup.SetupChange;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One open stream: the position of its client, and how many emitted changes the client has not
 * consumed yet. The thread of the feed emits; any thread consumes.
 */
final class SetupSubscription {

  /** The position of a client that has seen no change. */
  static final long NONE = -1;

  private final String caller;
  private final AtomicInteger unconsumed;
  private final MultiEmitter<? super SetupChange> stream;
  private long position;
  private boolean started;

  /**
   * @param position number of the last change that the client has seen
   * @param unconsumed counted down for each change that the client consumes
   */
  SetupSubscription(
      String caller,
      long position,
      AtomicInteger unconsumed,
      MultiEmitter<? super SetupChange> stream) {
    this.caller = caller;
    this.position = position;
    this.unconsumed = unconsumed;
    this.stream = stream;
  }

  String caller() {
    return caller;
  }

  /** The number of the last change that was emitted. */
  long position() {
    return position;
  }

  /** Whether the client has consumed every change; until then no more are emitted. */
  boolean isIdle() {
    return unconsumed.get() == 0;
  }

  /**
   * Emits the changes after the position. A gap is allowed only at the start: later, it ends the
   * stream, and the client that reconnects gets the current state.
   */
  void emit(List<SetupChange> changes) {
    boolean gap = !changes.isEmpty() && changes.getFirst().previous() != position;
    if (started && gap) {
      end();
      return;
    }
    started = true;
    for (SetupChange change : changes) {
      unconsumed.incrementAndGet();
      position = change.number();
      stream.emit(change);
    }
  }

  void end() {
    stream.complete();
  }
}
