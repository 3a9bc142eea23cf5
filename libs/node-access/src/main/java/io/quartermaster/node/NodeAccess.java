package io.quartermaster.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * The commands of the node program, typed. Every command can be repeated.
 *
 * <p>Failure semantics: never throws for a node that is unreachable or refuses; the reply says what
 * happened and what to do.
 */
public interface NodeAccess {

  /** The configured name of the node. */
  String name();

  /** Reads the state of the node, compared with the goal. */
  NodeReply<Observation> observe(NodeGoal goal);

  /**
   * Writes the files of the goal beside the present ones.
   *
   * @param expected the files that were observed; when they changed since, nothing is written and
   *     the code is {@code gitlab_rb_changed_concurrently}
   */
  NodeReply<Staged> stage(NodeGoal goal, Observation.Hashes expected);

  /** Checks the staged files. When they are not valid, they are deleted. */
  NodeReply<Checked> check();

  /** Replaces the present files by the staged ones, if these are still the expected ones. */
  NodeReply<Applied> apply();

  /** Stores the present files as the last good ones. */
  NodeReply<Kept> keep();

  /** Starts the job with this id, or returns the one that runs; an ended one is not repeated. */
  NodeReply<Job> start(UUID id);

  /** Runs one of the fixed Rails scripts with its parameters as data. */
  NodeReply<JsonNode> rails(String script, JsonNode parameters);

  /** The next files are beside the present ones. */
  record Staged() {}

  /**
   * The staged files are valid.
   *
   * @param evaluated whether their effect was evaluated too
   */
  record Checked(boolean evaluated) {}

  /** The staged files are the present ones. */
  record Applied() {}

  /** The present files are the last good ones. */
  record Kept() {}
}
