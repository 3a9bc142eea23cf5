package io.quartermaster.gitlab.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.GitLabFailure.Unavailable;
import java.util.List;
import java.util.Optional;

/** GitLab's JSON: snake case; unknown fields are ignored. */
public final class GitLabJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // An error location must not quote a response that contains a secret.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private GitLabJson() {}

  /** The body of a request. */
  public static String write(Object body) {
    try {
      return MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not writable as JSON: " + body.getClass(), e);
    }
  }

  static <T> T read(String body, Class<T> type) {
    return read(body, MAPPER.constructType(type));
  }

  static <T> List<T> readList(String body, Class<T> type) {
    return read(body, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
  }

  /** Empty when the text is not JSON. */
  static Optional<JsonNode> tree(String body) {
    try {
      return Optional.ofNullable(MAPPER.readTree(body)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static <T> T read(String body, JavaType type) {
    try {
      T value = MAPPER.readValue(body, type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      // Without the cause: its text can quote the response.
      throw new GitLabException(new Unavailable(Cause.UNREADABLE, null));
    }
    throw new GitLabException(new Unavailable(Cause.UNREADABLE, null));
  }
}
