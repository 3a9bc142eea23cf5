package io.quartermaster.sandbox.gateway;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The three payloads of an event, told apart by their {@code source}. */
final class EventPayload {

  private static final int LONGEST = 1024;
  private static final int LONGEST_COMMAND = 255;

  private static final Fields MERGE_REQUEST =
      about(
          Set.of(
              "merge_request_id",
              "merge_request_iid",
              "source_branch",
              "target_branch",
              "last_commit_id"),
          Set.of(
              "start_sha",
              "head_sha",
              "file_path",
              "comment_start_line",
              "comment_end_line",
              "user_message"));
  private static final Fields ISSUE = about(Set.of("issue_id", "issue_iid"), Set.of());

  private EventPayload() {}

  private static Fields about(Set<String> own, Set<String> optional) {
    Map<String, Integer> required = texts(own);
    required.putAll(texts(Set.of("project_path", "project_id", "note_id", "discussion_id")));
    required.put("command", LONGEST_COMMAND);
    return new Fields(required, Set.of("note_id"), texts(optional));
  }

  private static Map<String, Integer> texts(Set<String> names) {
    Map<String, Integer> texts = new TreeMap<>();
    names.forEach(name -> texts.put(name, LONGEST));
    return texts;
  }

  static boolean fits(@Nullable Object payload) {
    return payload instanceof JsonObject json
        && json.getValue("source") instanceof String source
        && switch (source) {
          case "merge_request" -> MERGE_REQUEST.fit(json);
          case "issue" -> ISSUE.fit(json);
          case "web_hook" -> json.getValue("data") instanceof JsonObject;
          default -> false;
        };
  }
}
