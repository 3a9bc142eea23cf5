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
  private final StackListener listener;
  private boolean closed;

  Parts(StackListener listener) {
    this.listener = listener;
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
      listener.died(part.name(), exitValue, part.log());
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
