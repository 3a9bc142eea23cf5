package io.quartermaster.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The desired state of the managed include. */
public sealed interface NodeGoal {

  /**
   * The include is present and in effect.
   *
   * @param variables the environment variables of GitLab Rails, in order
   * @param forbidden the variables that must not be set
   */
  record Present(Map<String, String> variables, Set<String> forbidden) implements NodeGoal {
    public Present {
      variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
      forbidden = Set.copyOf(forbidden);
    }
  }

  /** Neither the include nor the statement that names it is present. */
  record Absent() implements NodeGoal {}

  /** What {@link NodeCommand#KEEP} stored last; {@link Absent} when nothing was stored. */
  record LastGood() implements NodeGoal {}
}
