package io.quartermaster.settings.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.Problem.FieldError;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a JSON object field by field and collects every fault with its JSON pointer, unknown fields
 * included.
 *
 * <p>Failure semantics: reading throws at once when the body is not one JSON object or too large;
 * all other faults are thrown together by {@link #finish}. Until then a faulty field reads as
 * absent.
 */
public final class JsonObjectReader {

  /** Bounds what a caller can make the service hold in memory. */
  private static final int LONGEST = 64 * 1024;

  private static final long MOST_DISCARDED = 16L * 1024 * 1024;

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode body;
  private final Set<String> known = new HashSet<>();
  private final List<FieldError> errors = new ArrayList<>();

  private JsonObjectReader(JsonNode body) {
    this.body = body;
  }

  /** Reads a body that has to be there. */
  public static JsonObjectReader parse(InputStream body) {
    return read(body).map(JsonObjectReader::of).orElseThrow(JsonObjectReader::malformed);
  }

  /** Reads a body that may be left out, which is the same as an object without fields. */
  public static JsonObjectReader parseOptional(InputStream body) {
    return read(body)
        .map(JsonObjectReader::of)
        .orElseGet(() -> new JsonObjectReader(JsonNodeFactory.instance.objectNode()));
  }

  private static JsonObjectReader of(JsonNode node) {
    if (!node.isObject()) {
      throw new ProblemException(
          Problem.invalid(List.of(new FieldError("", "The body must be a JSON object."))));
    }
    return new JsonObjectReader(node);
  }

  /** Empty when nothing was sent, or blanks. */
  private static Optional<JsonNode> read(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        discard(body);
        throw new ProblemException(
            Problem.of(
                ProblemType.CONTENT_TOO_LARGE,
                "Send at most 64 KiB: only the fields that the API description lists."));
      }
      // By itself the parser would take UTF-16 and UTF-32 too.
      JsonNode node = STRICT.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (IOException e) {
      // The parser's words could quote the body: ours do not.
      throw malformed();
    }
  }

  private static ProblemException malformed() {
    return new ProblemException(
        Problem.of(
            ProblemType.MALFORMED_REQUEST,
            "Send one well-formed JSON object in UTF-8, each field at most once."));
  }

  /** Read, though not for ever: a caller who is still sending may not hear the answer. */
  private static void discard(InputStream body) throws IOException {
    long left = MOST_DISCARDED;
    while (left > 0) {
      byte[] some = body.readNBytes(LONGEST);
      left = some.length == 0 ? 0 : left - some.length;
    }
  }

  /** A string; empty when it is absent. */
  public Optional<String> text(String field) {
    JsonNode value = take(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      fault(field, "Must be a string.");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  /** True or false; the fallback when it is absent. */
  public boolean flag(String field, boolean fallback) {
    JsonNode value = take(field);
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isBoolean()) {
      fault(field, "Must be true or false.");
      return fallback;
    }
    return value.booleanValue();
  }

  /** One of a few words; empty when it is absent or another word. */
  public <E> Optional<E> choice(String field, Map<String, E> words) {
    JsonNode value = take(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    E chosen = value.isTextual() ? words.get(value.textValue()) : null;
    if (chosen == null) {
      fault(field, "Must be one of " + String.join(", ", words.keySet()) + ".");
    }
    return Optional.ofNullable(chosen);
  }

  /** Names a field that only answers have, so that sending it gets a clear word. */
  public void readOnly(String field) {
    if (!take(field).isMissingNode()) {
      fault(field, "Is read-only: leave it out.");
    }
  }

  public boolean has(String field) {
    return body.has(field);
  }

  /** Adds a fault of a field, for rules beyond its type. */
  public void fault(String field, String detail) {
    errors.add(new FieldError(pointer(field), detail));
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException when there was any fault
   */
  public void finish() {
    body.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                fault(field, "Is not known here: leave it out.");
              }
            });
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
  }

  private JsonNode take(String field) {
    known.add(field);
    return body.path(field);
  }

  private static String pointer(String field) {
    return "/" + field.replace("~", "~0").replace("/", "~1");
  }
}
