package io.quartermaster.gatewayconfig.decision.node;

import io.quartermaster.gatewayconfig.decision.NodeDrift;
import io.quartermaster.gatewayconfig.decision.NodeState;
import io.quartermaster.node.NodeGoal;
import io.quartermaster.node.Observation;
import io.quartermaster.node.Observation.Include;
import io.quartermaster.node.Observation.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node compared with the goal, in a stable order.
 *
 * @param files include and statement
 * @param variables what the last reconfigure gave to GitLab Rails; always empty when the goal is
 *     absent, because a variable can also be the administrator's
 */
record Differences(List<NodeDrift> files, List<NodeDrift> variables) {

  private static final int MAX_DIFF_LINES = 20;
  private static final Pattern USER_INFORMATION = Pattern.compile("://[^\\s/]*@");

  static Differences between(NodeGoal goal, Observation seen) {
    return goal instanceof NodeGoal.Present present
        ? new Differences(files(seen, Statement.LAST), variables(present, seen))
        : new Differences(files(seen, Statement.ABSENT), List.of());
  }

  /**
   * The drift of the node: what differs before a change.
   *
   * @param isDrift whether a difference is one: the node was in the desired state before
   */
  List<NodeDrift> driftOf(NodeState stored, boolean isDrift) {
    boolean unchanged =
        switch (stored.phase()) {
          case PENDING, VERIFIED, FAILED -> !stored.rollingBack();
          case STAGED, CHECKED, APPLYING, APPLIED, RECONFIGURING -> false;
        };
    List<NodeDrift> found = Stream.concat(files.stream(), variables.stream()).toList();
    return isDrift && unchanged && !found.isEmpty() ? found : stored.report().drift();
  }

  private static List<NodeDrift> files(Observation seen, Statement statement) {
    List<NodeDrift> found = new ArrayList<>();
    boolean present = statement != Statement.ABSENT;
    Include.State include = present ? Include.State.AS_DESIRED : Include.State.ABSENT;
    if (seen.include().state() != include) {
      found.add(difference("gateway_include", present ? "as written" : "none", include(seen)));
    }
    if (seen.statement() != statement) {
      found.add(difference("gateway_statement", text(statement), text(seen.statement())));
    }
    return found;
  }

  private static List<NodeDrift> variables(NodeGoal.Present goal, Observation seen) {
    List<NodeDrift> found = new ArrayList<>();
    goal.variables()
        .forEach(
            (name, value) -> {
              String effective = seen.railsEnvironment().get(name);
              if (!value.equals(effective)) {
                found.add(
                    difference("gateway_variable", name + "=" + value, variable(name, effective)));
              }
            });
    for (String name : new TreeSet<>(goal.forbidden())) {
      String effective = seen.railsEnvironment().get(name);
      if (effective != null) {
        found.add(
            difference(
                "gateway_forbidden_variable", variable(name, null), variable(name, effective)));
      }
    }
    return found;
  }

  /** Without user information: an administrator's value can hold a password. */
  private static String variable(String name, @Nullable String value) {
    return value == null
        ? name + " is not set"
        : name + "=" + USER_INFORMATION.matcher(value).replaceAll("://[redacted]@");
  }

  private static String include(Observation seen) {
    List<String> diff = seen.include().diff();
    return seen.include().state() == Include.State.ABSENT || diff.isEmpty()
        ? seen.include().state().name().toLowerCase(Locale.ROOT)
        : String.join("\n", diff.subList(0, Math.min(diff.size(), MAX_DIFF_LINES)));
  }

  private static String text(Statement statement) {
    return switch (statement) {
      case LAST -> "last statement";
      case NOT_LAST -> "not the last statement";
      case ABSENT -> "none";
    };
  }

  private static NodeDrift difference(String what, String expected, String found) {
    return new NodeDrift(what, expected, found, false);
  }
}
