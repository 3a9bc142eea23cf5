package io.quartermaster.local.stack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a stack that run now. Once closed, a part that is started late is stopped at
 * once, so nothing survives a stop in the middle of a start.
 */
final class Parts {
  private final Map<String, Part> running = new ConcurrentHashMap<>();
  private final CompletableFuture<EndedPart> firstEnd = new CompletableFuture<>();
  private final StackLayout layout;
  private final StackListener listener;
  private volatile boolean started;
  private boolean closed;

  Parts(StackLayout layout, StackListener listener) {
    this.layout = layout;
    this.listener = listener;
  }

  /**
   * From now on the unexpected end of a part is reported to the listener. Before, it fails the
   * start.
   */
  void started() {
    started = true;
  }

  /** Completed by the first unexpected end of a part. */
  CompletableFuture<EndedPart> firstEnd() {
    return firstEnd;
  }

  /**
   * While the stack starts, nobody waits for a part whose server has ended.
   *
   * @throws StackFailure with the reason of the first end
   */
  void requireNoneEnded() {
    EndedPart ended = started ? null : firstEnd.getNow(null);
    if (ended != null) {
      throw new StackFailure(ended.text());
    }
  }

  /** Adds the part; reports its unexpected end. */
  void add(Part part) {
    synchronized (this) {
      if (!closed) {
        running.put(part.name(), part);
        part.onExit(exitValue -> ended(part, exitValue));
        return;
      }
    }
    part.stop();
    throw new StackFailure("The stack is being stopped.");
  }

  /** Removes the part, for the caller to stop; null when it is not running. */
  @Nullable Part remove(String name) {
    return running.remove(name);
  }

  private void ended(Part part, int exitValue) {
    if (running.remove(part.name(), part)) {
      EndedPart ended = new EndedPart(part.name(), exitValue, part.log());
      ended.record(layout.exitFile(part.name()));
      firstEnd.complete(ended);
      if (started) {
        listener.died(ended);
      }
    }
  }

  /** Stops everything, what depends on others first. Further calls do nothing. */
  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    List<Part> all = new ArrayList<>(running.values());
    running.clear();
    Arrays.stream(Part.Role.values())
        .map(role -> all.stream().filter(part -> part.role() == role).toList())
        .forEach(this::stopTogether);
  }

  private void stopTogether(List<Part> parts) {
    CompletableFuture<?>[] stops =
        parts.stream()
            .map(
                part ->
                    CompletableFuture.runAsync(
                        () -> {
                          listener.stopping(part.name());
                          part.stop();
                        },
                        task -> Thread.ofPlatform().name("stop-" + part.name()).start(task)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(stops).join();
  }
}
