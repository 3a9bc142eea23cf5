package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.gitlab.state.GitLabState;
import io.quartermaster.sandbox.gitlab.state.Group;
import io.quartermaster.sandbox.gitlab.state.Project;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One authenticated call.
 *
 * @param parameters query and body together, as the API framework merges them
 * @param staleness the age of the state that reads return
 * @param baseUrl scheme and authority that the client used
 */
record GitLabCall(
    GitLabState state,
    Map<String, String> path,
    JsonObject parameters,
    Duration staleness,
    String baseUrl,
    String rawPath) {

  private static final Set<String> TRUE =
      Set.of("1 on On ON t T true True TRUE y Y yes Yes YES".split(" "));
  private static final Set<String> FALSE =
      Set.of("0 off Off OFF f F false False FALSE n N no No NO".split(" "));

  /** The id in the path. */
  long id(String name) {
    return id(name, path.getOrDefault(name, ""));
  }

  /** The id in a parameter of query or body. */
  long parameterId(String name) {
    return id(name, text(name, ""));
  }

  private static long id(String name, String text) {
    if (!text.matches("\\d{1,18}")) {
      throw GitLabRefusal.parameter(name + " is invalid");
    }
    return Long.parseLong(text);
  }

  boolean has(String name) {
    return parameters.containsKey(name);
  }

  @Nullable String text(String name) {
    Object value = parameters.getValue(name);
    if (value instanceof Iterable<?>) {
      throw GitLabRefusal.parameter(name + " is invalid");
    }
    return value == null ? null : value.toString();
  }

  String text(String name, String otherwise) {
    return Objects.requireNonNullElse(text(name), otherwise);
  }

  /** As GitLab's API framework reads booleans; an empty one is none. */
  boolean flag(String name, boolean otherwise) {
    String value = text(name, "");
    if (value.isEmpty()) {
      return otherwise;
    }
    if (TRUE.contains(value)) {
      return true;
    }
    if (FALSE.contains(value)) {
      return false;
    }
    throw GitLabRefusal.parameter(name + " is invalid");
  }

  /** A date, or a time of which only the date counts; null when it is absent or empty. */
  @Nullable LocalDate date(String name) {
    String value = text(name, "");
    try {
      return value.isEmpty() ? null : LocalDate.parse(value.split("T", 2)[0]);
    } catch (DateTimeParseException unreadable) {
      throw GitLabRefusal.parameter(name + " is invalid");
    }
  }

  int requiredNumber(String name) {
    if (text(name) == null) {
      throw GitLabRefusal.parameter(name + " is missing");
    }
    return number(name, 0);
  }

  int number(String name, int otherwise) {
    String value = text(name, String.valueOf(otherwise));
    if (!value.matches("-?\\d{1,9}")) {
      throw GitLabRefusal.parameter(name + " is invalid");
    }
    return Integer.parseInt(value);
  }

  /** One of the allowed values, as the API framework checks it. */
  String choice(String name, String otherwise, String... allowed) {
    String value = text(name, otherwise);
    if (!List.of(allowed).contains(value)) {
      throw GitLabRefusal.parameter(name + " does not have a valid value");
    }
    return value;
  }

  /** The group in the path. */
  Group group() {
    return state
        .tree()
        .group(path.getOrDefault("id", ""))
        .orElseThrow(() -> GitLabRefusal.notFound("Group"));
  }

  /** The project in the path. */
  Project project() {
    return state
        .tree()
        .project(path.getOrDefault("id", ""))
        .orElseThrow(() -> GitLabRefusal.notFound("Project"));
  }
}
