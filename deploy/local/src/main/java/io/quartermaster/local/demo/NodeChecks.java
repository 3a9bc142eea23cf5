package io.quartermaster.local.demo;

import io.quartermaster.sandbox.node.StandInNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the GitLab node: gitlab.rb, the include, and what gitlab-ctl reconfigure made of both. */
final class NodeChecks implements EndStateCheck {
  private static final String AREA = "GitLab node";
  private static final Set<String> PROCEDURE =
      Set.of(
          "AI_GATEWAY_URL",
          "GITLAB_LICENSE_MODE",
          "CUSTOMER_PORTAL_URL",
          "CLOUD_CONNECTOR_SELF_SIGN_TOKENS");

  private final StandInNode node;
  private final Expectation expected;

  NodeChecks(StandInNode node, Expectation expected) {
    this.node = node;
    this.expected = expected;
  }

  @Override
  public List<Check> run() {
    List<Check> checks = new ArrayList<>();
    Map<String, String> running = new TreeMap<>(node.railsEnvironment());
    String own = running.getOrDefault("MALLOC_CONF", "");
    running.keySet().retainAll(PROCEDURE);
    checks.add(
        Check.of(AREA, "environment after reconfigure", expected.railsEnvironment(), running));
    checks.add(
        new Check(AREA, "the administrator's own variable is still there", !own.isEmpty(), own));
    try {
      List<String> gitlabRb = Files.readAllLines(node.gitlabRb());
      String last = gitlabRb.isEmpty() ? "" : gitlabRb.getLast();
      checks.add(
          Check.of(
              AREA, "last statement of gitlab.rb", "from_file '" + node.include() + "'", last));
      checks.add(
          Check.of(AREA, "variables of the procedure in gitlab.rb", List.of(), quotedIn(gitlabRb)));
      checks.add(
          Check.of(
              AREA,
              "values in the include",
              List.copyOf(expected.railsEnvironment().values()),
              valuesIn(Files.readString(node.include()))));
    } catch (IOException e) {
      checks.add(new Check(AREA, "gitlab.rb and the include can be read", false, e.toString()));
    }
    return checks;
  }

  /** What an administrator wrote for a variable of the procedure would be overridden unseen. */
  private static List<String> quotedIn(List<String> gitlabRb) {
    return PROCEDURE.stream()
        .filter(
            name ->
                gitlabRb.stream()
                    .filter(line -> !line.strip().startsWith("#"))
                    .anyMatch(line -> line.matches(".*[\"']" + name + "[\"'].*")))
        .sorted()
        .toList();
  }

  private List<String> valuesIn(String include) {
    return expected.railsEnvironment().values().stream()
        .filter(value -> include.contains("'" + value + "'"))
        .toList();
  }
}
