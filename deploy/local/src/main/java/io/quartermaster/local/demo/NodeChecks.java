package io.quartermaster.local.demo;

import io.quartermaster.local.node.GitLabNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the GitLab host: gitlab.rb, and what gitlab-ctl reconfigure made of it. */
final class NodeChecks implements EndStateCheck {
  private static final String AREA = "GitLab host";
  private static final Set<String> PROCEDURE =
      Set.of(
          "AI_GATEWAY_URL",
          "GITLAB_LICENSE_MODE",
          "CUSTOMER_PORTAL_URL",
          "CLOUD_CONNECTOR_SELF_SIGN_TOKENS");

  private final GitLabNode node;
  private final Expectation expected;

  NodeChecks(GitLabNode node, Expectation expected) {
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
      checks.add(inFile(Files.readString(node.gitlabRb())));
    } catch (IOException e) {
      checks.add(new Check(AREA, "gitlab.rb can be read", false, node.gitlabRb().toString()));
    }
    return checks;
  }

  /** None of the four names may stand in the file outside comments unless the procedure sets it. */
  private Check inFile(String gitlabRb) {
    List<String> lines = gitlabRb.lines().filter(line -> !line.strip().startsWith("#")).toList();
    List<String> named =
        PROCEDURE.stream()
            .filter(name -> lines.stream().anyMatch(line -> line.contains("\"" + name + "\"")))
            .sorted()
            .toList();
    return Check.of(
        AREA,
        "variables of the procedure in gitlab.rb",
        List.copyOf(expected.railsEnvironment().keySet()),
        named);
  }
}
