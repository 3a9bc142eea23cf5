package io.quartermaster.sandbox.gitlab;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One authenticated call.
 *
 * @param parameters query and body together, as the API framework sees them
 * @param staleness how old the state is that reads see
 * @param baseUrl scheme and authority that the client used
 * @param unmodifiedSince the header {@code If-Unmodified-Since}
 */
record GitLabCall(
    GitLabState state,
    User user,
    Map<String, String> path,
    JsonObject parameters,
    Duration staleness,
    String baseUrl,
    String rawPath,
    @Nullable String unmodifiedSince) {

  String path(String name) {
    return path.getOrDefault(name, "");
  }

  long id(String name) {
    String text = path(name);
    if (!text.matches("\\d{1,18}")) {
      throw GitLabRefusal.parameter(name + " is invalid");
    }
    return Long.parseLong(text);
  }

  /** The id in a parameter of query or body. */
  long parameterId(String name) {
    String text = text(name, "");
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

  String required(String name) {
    String value = text(name);
    if (value == null) {
      throw GitLabRefusal.parameter(name + " is missing");
    }
    return value;
  }

  Optional<Boolean> flag(String name) {
    String value = text(name);
    if (value == null) {
      return Optional.empty();
    }
    return switch (value) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> throw GitLabRefusal.parameter(name + " is invalid");
    };
  }

  int number(String name, int otherwise) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("-?\\d{1,9}")) {
      throw GitLabRefusal.parameter(name + " is invalid");
    }
    return Integer.parseInt(value);
  }

  /** A value out of a set, as the API framework checks it. */
  String choice(String name, String otherwise, String... allowed) {
    String value = text(name, otherwise);
    if (!List.of(allowed).contains(value)) {
      throw GitLabRefusal.parameter(name + " does not have a valid value");
    }
    return value;
  }

  /** A list parameter: {@code name[]} repeated, a JSON array, or comma separated. */
  List<String> texts(String name) {
    Object value = has(name) ? parameters.getValue(name) : parameters.getValue(name + "[]");
    List<String> texts = new ArrayList<>();
    if (value instanceof Iterable<?> several) {
      several.forEach(item -> texts.add(String.valueOf(item)));
    } else if (value != null) {
      texts.addAll(List.of(value.toString().split(",", -1)));
    }
    return texts;
  }

  /** Refuses a deletion of what has changed since; a header that is no date is ignored. */
  void requireUnmodified(Instant changedAt) {
    if (unmodifiedSince == null) {
      return;
    }
    Instant limit;
    try {
      limit = DateTimeFormatter.RFC_1123_DATE_TIME.parse(unmodifiedSince, Instant::from);
    } catch (DateTimeParseException noDate) {
      return;
    }
    if (changedAt.truncatedTo(ChronoUnit.SECONDS).isAfter(limit)) {
      throw GitLabRefusal.message(412, "412 Precondition Failed");
    }
  }

  void requireAdmin() {
    if (!user.admin()) {
      throw GitLabRefusal.message(403, "403 Forbidden");
    }
  }

  Rights rights() {
    return new Rights(state, user);
  }

  /** The group of the path; one that the user cannot see is not there. */
  Group group() {
    return state
        .tree()
        .group(path("id"))
        .filter(rights()::canSee)
        .orElseThrow(() -> GitLabRefusal.notFound("Group"));
  }

  /** The project of the path; one that the user cannot see is not there. */
  Project project() {
    return state
        .tree()
        .project(path("id"))
        .filter(rights()::canSee)
        .orElseThrow(() -> GitLabRefusal.notFound("Project"));
  }
}
