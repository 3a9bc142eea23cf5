package io.quartermaster.settings.setup;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One open stream: how far its client has been told, and what of that it has not taken yet. The
 * feed's thread tells, any thread takes.
 */
final class SetupListener {

  /** The number of no change: the client has seen nothing that is known. */
  static final long NOTHING = -1;

  private final String caller;
  private final AtomicInteger waiting;
  private final MultiEmitter<? super SetupChange> stream;
  private long seen;
  private boolean begun;

  /**
   * A stream that was just opened.
   *
   * @param waiting how much of what it was told it has not taken; whoever takes counts down
   */
  SetupListener(
      String caller, long seen, AtomicInteger waiting, MultiEmitter<? super SetupChange> stream) {
    this.caller = caller;
    this.seen = seen;
    this.waiting = waiting;
    this.stream = stream;
  }

  String caller() {
    return caller;
  }

  /** The number of the last change that it was told. */
  long seen() {
    return seen;
  }

  /** Whether it has taken all that it was told; until then nothing more is held for it. */
  boolean hasTakenAll() {
    return waiting.get() == 0;
  }

  /**
   * Tells it. In the middle of a stream there is no beginning anew, which would leave out changes
   * silently: the stream ends, and the client that comes back learns that it gets the present.
   */
  void tell(SetupNews news) {
    switch (news) {
      case SetupNews.Next(List<SetupChange> changes) -> changes.forEach(this::tell);
      case SetupNews.Anew(SetupChange present) -> {
        if (begun) {
          end();
        } else {
          tell(present);
        }
      }
    }
    begun = true;
  }

  void end() {
    stream.complete();
  }

  private void tell(SetupChange change) {
    waiting.incrementAndGet();
    seen = change.number();
    stream.emit(change);
  }
}
