package io.quartermaster.sandbox.journal;

import java.util.Map;

/**
 * A request as the journal records it.
 *
 * @param system {@code aws}, {@code gitlab}, {@code gateway}, or the name of another system that
 *     reports its commands
 * @param operation the operation's name, for example {@code CreateRole}
 * @param caller {@link #CLIENT} or {@link #GATEWAY}
 */
public record Request(
    String system, String operation, String caller, Map<String, Object> parameters) {

  /** The system under test. */
  public static final String CLIENT = "client";

  /** The sandbox's own AI gateway, reading IAM. */
  public static final String GATEWAY = "gateway";

  public Request {
    parameters = Map.copyOf(parameters);
  }

  public Request(String system, String operation, Map<String, Object> parameters) {
    this(system, operation, CLIENT, parameters);
  }
}
