package io.quartermaster.iamprovisioner.effect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AwsActionTest {

  /** Needs no grant. */
  private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");

  @Test
  void policiesAllowEveryActionAndNoOther() throws IOException {
    Set<String> needed =
        Arrays.stream(AwsAction.values())
            .map(AwsAction::permission)
            .filter(permission -> !FREE.contains(permission))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(allowed()).isEqualTo(needed);
  }

  @Test
  void documentationNamesEachAction() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "iam-permissions.md"));

    for (String action : allowed()) {
      assertThat(page).contains("`" + action.substring("iam:".length()) + "`");
    }
  }

  /** A grant on a resource of another type allows nothing. */
  @ParameterizedTest
  @EnumSource(
      value = AwsAction.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "GET_CALLER_IDENTITY")
  void policiesAllowEachActionOnItsResourceType(AwsAction action) throws IOException {
    String type =
        switch (action.subject()) {
          case PROVIDER -> "oidc-provider/";
          case ROLE -> "role/";
          case INSTANCE_PROFILE -> "instance-profile/";
          case NOTHING -> throw new IllegalArgumentException(action + " needs no grant");
        };

    assertThat(statementsWith(action.permission()))
        .isNotEmpty()
        .allSatisfy(
            statement ->
                assertThat(statement.get("Resource").asText())
                    .startsWith("arn:aws:iam::123456789012:" + type));
  }

  /** AWS checks GetRole for the name without the path as long as the role does not exist. */
  @ParameterizedTest
  @CsvSource({
    "verify, QDeveloperAccess, ROLE_NAME",
    "inline, QDeveloperAccess, ROLE_NAME",
    "managed, QDeveloperAccess, ROLE_NAME",
    "previous-role, PREVIOUS_ROLE, PREVIOUS_ROLE_NAME"
  })
  void policiesAllowToReadARoleWithAndWithoutItsPath(String policy, String role, String name)
      throws IOException {
    List<String> resources = new ArrayList<>();
    new ObjectMapper()
        .readTree(Path.of("..", "deploy", "iam", policy + ".json").toFile())
        .get("Statement")
        .forEach(
            statement -> {
              if (statement.get("Action").toString().contains("\"iam:GetRole\"")) {
                resources.add(statement.get("Resource").asText());
              }
            });

    assertThat(resources)
        .containsExactly(
            "arn:aws:iam::123456789012:role/" + role, "arn:aws:iam::123456789012:role/" + name);
  }

  private static List<JsonNode> statementsWith(String permission) throws IOException {
    List<JsonNode> statements = new ArrayList<>();
    try (Stream<Path> policies = Files.list(Path.of("..", "deploy", "iam"))) {
      for (Path policy : policies.toList()) {
        for (JsonNode statement : new ObjectMapper().readTree(policy.toFile()).get("Statement")) {
          if (statement.get("Action").toString().contains('"' + permission + '"')) {
            statements.add(statement);
          }
        }
      }
    }
    return statements;
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
