package io.quartermaster.node;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a node.
 *
 * @param gitlabVersion for example {@code 18.9.0}; null when it is not known
 * @param invalidLine the first line of {@code gitlab.rb} that is not valid Ruby; null when all are
 * @param railsEnvironment those of the procedure's variables that the last reconfigure gave to
 *     GitLab Rails
 * @param job the last reconfigure job; null when there was none
 */
public record Observation(
    @Nullable String gitlabVersion,
    Hashes hashes,
    Statement statement,
    @Nullable Integer invalidLine,
    Include include,
    Map<String, String> railsEnvironment,
    @Nullable Job job) {

  public Observation {
    Objects.requireNonNull(hashes, "hashes");
    Objects.requireNonNull(statement, "statement");
    Objects.requireNonNull(include, "include");
    railsEnvironment = Map.copyOf(railsEnvironment);
  }

  /**
   * SHA-256 in lower-case hexadecimal digits: what a change expects to replace.
   *
   * @param include null when there is no such file
   */
  public record Hashes(String gitlabRb, @Nullable String include) {
    public Hashes {
      Objects.requireNonNull(gitlabRb, "gitlabRb");
    }
  }

  /** The statement of {@code gitlab.rb} that names the include. */
  public enum Statement {
    /** It is the last one before the end, or before {@code __END__}. */
    LAST,
    /** Other statements follow it. */
    NOT_LAST,
    ABSENT
  }

  /**
   * The managed include compared with the goal.
   *
   * @param diff the lines that differ, as in a unified diff without context; empty when none do
   */
  public record Include(State state, List<String> diff) {
    public Include {
      Objects.requireNonNull(state, "state");
      diff = List.copyOf(diff);
    }

    /** Whether the file has the desired text. */
    public enum State {
      AS_DESIRED,
      DIFFERS,
      ABSENT
    }
  }
}
