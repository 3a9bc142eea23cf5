package io.quartermaster.iamprovisioner.effect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AwsActionTest {

  /** Needs no grant. */
  private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");

  @Test
  void thePoliciesTogetherAllowEveryActionOfTheCodeAndNoOther() throws IOException {
    Set<String> needed =
        Arrays.stream(AwsAction.values())
            .map(AwsAction::permission)
            .filter(permission -> !FREE.contains(permission))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(allowed()).isEqualTo(needed);
  }

  @Test
  void theDocumentationSaysWhyEachActionIsNeeded() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "iam-permissions.md"));

    for (String action : allowed()) {
      assertThat(page).contains("`" + action.substring("iam:".length()) + "`");
    }
  }

  private static Set<String> allowed() throws IOException {
    Set<String> actions = new TreeSet<>();
    try (Stream<Path> policies = Files.list(Path.of("..", "deploy", "iam"))) {
      for (Path policy : policies.toList()) {
        Pattern.compile("\"((?:iam|sts):\\w+)\"")
            .matcher(Files.readString(policy))
            .results()
            .map(match -> match.group(1))
            .filter(action -> !action.equals("iam:PolicyARN"))
            .filter(action -> !action.equals("iam:PermissionsBoundary"))
            .forEach(actions::add);
      }
    }
    return actions;
  }
}
