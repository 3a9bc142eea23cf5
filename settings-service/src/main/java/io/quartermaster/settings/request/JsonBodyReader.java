package io.quartermaster.settings.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.Problem.FieldError;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Reads request bodies into records: strictly with Jackson, then against their Bean Validation
 * constraints.
 *
 * <p>Failure semantics: a body that is not one JSON object ends the request at once. Larger bodies
 * than the limit of the HTTP server never arrive here. All faults of fields are reported together,
 * each with its JSON pointer.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<Record> {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private final Validator validator;

  public JsonBodyReader(Validator validator) {
    this.validator = validator;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type.isRecord();
  }

  @Override
  public Record readFrom(
      Class<Record> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    return read(type, body);
  }

  /** Reads a required body. */
  public <T extends Record> T read(Class<T> type, InputStream body) throws IOException {
    List<FieldError> errors = new ArrayList<>();
    T bean = bind(object(parse(body)), type, errors);
    validator.validate(bean).stream()
        .map(JsonBodyReader::error)
        .sorted(Comparator.comparing(FieldError::pointer))
        .filter(error -> !names(errors, error.pointer()))
        .forEach(errors::add);
    throwIfAny(errors);
    return bean;
  }

  /** Accepts no body, or a JSON object without fields. */
  public static void requireNoFields(InputStream body) {
    JsonNode tree = parse(body);
    if (!tree.isMissingNode()) {
      List<FieldError> errors = new ArrayList<>();
      object(tree).fieldNames().forEachRemaining(field -> errors.add(unknown(field)));
      throwIfAny(errors);
    }
  }

  /** The missing node when the body is empty. */
  private static JsonNode parse(InputStream body) {
    try {
      // Jackson would detect and accept UTF-16 and UTF-32 in bytes.
      return JSON.readTree(
          withoutByteOrderMark(
              UTF_8.newDecoder().decode(ByteBuffer.wrap(body.readAllBytes())).toString()));
    } catch (IOException e) {
      // Not Jackson's message, which can quote the body.
      throw malformed();
    }
  }

  /** RFC 8259, 8.1 allows to ignore the mark, which some editors and clients write. */
  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static ObjectNode object(JsonNode tree) {
    if (tree.isMissingNode()) {
      throw malformed();
    }
    if (!(tree instanceof ObjectNode object)) {
      throw ProblemException.invalid("", "Must be a JSON object.");
    }
    return object;
  }

  /** Jackson stops at the first fault: report it, remove the field and bind the rest. */
  private static <T> T bind(ObjectNode tree, Class<T> type, List<FieldError> errors)
      throws IOException {
    for (Map.Entry<String, JsonNode> field : List.copyOf(tree.properties())) {
      if (field.getValue().isNull()) {
        errors.add(new FieldError(pointer(field.getKey()), "Must not be null."));
        tree.remove(field.getKey());
      }
    }
    while (true) {
      try {
        return JSON.treeToValue(tree, type);
      } catch (UnrecognizedPropertyException e) {
        List<String> unknown = new ArrayList<>();
        tree.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(e.getKnownPropertyIds());
        unknown.forEach(field -> errors.add(unknown(field)));
        tree.remove(unknown);
      } catch (JsonMappingException e) {
        String field = e.getPath().getFirst().getFieldName();
        if (tree.remove(field) == null) {
          throw e;
        }
        errors.add(new FieldError(pointer(field), expectation(e)));
      }
    }
  }

  private static String expectation(JsonMappingException e) {
    if (e.getCause() instanceof IllegalArgumentException rule && rule.getMessage() != null) {
      return rule.getMessage();
    }
    Class<?> type = e instanceof MismatchedInputException typed ? typed.getTargetType() : null;
    if (type != null && type.isEnum()) {
      String[] values = JSON.convertValue(type.getEnumConstants(), String[].class);
      return "Must be one of " + String.join(", ", values) + ".";
    }
    return type == boolean.class ? "Must be true or false." : "Must be a string.";
  }

  private static FieldError error(ConstraintViolation<?> violation) {
    String property = violation.getPropertyPath().toString();
    return new FieldError(
        pointer(new SnakeCaseStrategy().translate(property)), violation.getMessage());
  }

  private static FieldError unknown(String field) {
    return new FieldError(pointer(field), "Unknown or read-only field.");
  }

  private static boolean names(List<FieldError> errors, String pointer) {
    return errors.stream().anyMatch(error -> error.pointer().equals(pointer));
  }

  private static void throwIfAny(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
  }

  private static String pointer(String field) {
    return "/" + field.replace("~", "~0").replace("/", "~1");
  }

  private static ProblemException malformed() {
    return new ProblemException(
        Problem.of(ProblemType.MALFORMED_REQUEST)
            .withDetail(
                "Send one well-formed JSON object in UTF-8, with each field at most once."));
  }
}
