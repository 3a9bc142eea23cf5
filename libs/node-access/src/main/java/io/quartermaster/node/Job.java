package io.quartermaster.node;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@code gitlab-ctl reconfigure} on the node, which runs independently of who started it.
 *
 * @param exitStatus null while it runs, and when it is not known
 * @param endedAt null while it runs, and when it is not known
 * @param output the last lines, without secrets
 */
public record Job(
    UUID id,
    State state,
    @Nullable Integer exitStatus,
    Instant startedAt,
    @Nullable Instant endedAt,
    String output) {

  private static final int MAX_OUTPUT = 32 * 1024;

  public Job {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(startedAt, "startedAt");
    // A database does not store every character, and a node can send any.
    String text = output.replace("\0", "");
    output = text.substring(Math.max(0, text.length() - MAX_OUTPUT));
  }

  /** How far a job is. */
  public enum State {
    RUNNING,
    ENDED,
    /** It no longer runs and left no exit status: the node was restarted, or it was killed. */
    LOST
  }
}
