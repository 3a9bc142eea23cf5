package io.quartermaster.contracts;

import static io.quartermaster.contracts.EventType.ARN_REMOVED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Record, schema and sample of an event agree. */
class EventFilesTest {

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @ParameterizedTest
  @EnumSource(EventType.class)
  void sampleMatchesTheSchema(EventType type) {
    var errors =
        SCHEMAS
            .getSchema(ContractFiles.schema(type), InputFormat.JSON)
            .validate(
                ContractFiles.sample(type),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));

    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void sampleEqualsTheSerializedRecord(EventType type) {
    String sample = ContractFiles.sample(type);

    Event event = EventJson.read(sample.getBytes(UTF_8), type.record());

    assertThat(ContractFiles.json(new String(EventJson.write(event), UTF_8)))
        .isEqualTo(ContractFiles.json(sample));
    assertThat(event.type()).isEqualTo(type);
    assertThat(event.revision()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void schemaHasExactlyTheFieldsOfTheRecord(EventType type) {
    assertSameFields(
        type.record(), ContractFiles.json(ContractFiles.schema(type)), type.wireName());
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void ignoresUnknownFields(EventType type) {
    ObjectNode newer = (ObjectNode) ContractFiles.json(ContractFiles.sample(type));
    newer.put("added_by_a_later_version", true);

    assertThat(EventJson.read(newer.toString().getBytes(UTF_8), type.record())).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void rejectsARequiredFieldThatIsAbsentOrNull(EventType type) {
    assertRejectsWithout(type, "", ContractFiles.json(ContractFiles.schema(type)));
  }

  @Test
  void readsTheDisconnectOfAnEarlierVersionAsWithoutRemoval() {
    ObjectNode earlier = (ObjectNode) ContractFiles.json(ContractFiles.sample(ARN_REMOVED));
    assertThat(earlier.remove("remove_gateway_config").asBoolean()).isTrue();

    ArnRemoved removed = EventJson.read(earlier.toString().getBytes(UTF_8), ArnRemoved.class);

    assertThat(removed.removeGatewayConfig()).isFalse();
  }

  private static void assertRejectsWithout(EventType type, String object, JsonNode schema) {
    for (String field : texts(schema.get("required"))) {
      assertRejects(type, object, field, fields -> fields.remove(field));
      assertRejects(type, object, field, fields -> fields.putNull(field));
      JsonNode nested = schema.at("/properties/" + field);
      if (nested.has("required")) {
        assertRejectsWithout(type, object + "/" + field, nested);
      }
    }
  }

  private static void assertRejects(
      EventType type, String object, String field, Consumer<ObjectNode> change) {
    JsonNode broken = ContractFiles.json(ContractFiles.sample(type));
    change.accept((ObjectNode) broken.at(object));

    assertThatThrownBy(() -> EventJson.read(broken.toString().getBytes(UTF_8), type.record()))
        .as("without %s/%s", object, field)
        .isInstanceOf(EventJson.UnreadableEventException.class);
  }

  @Test
  void keepsThePayloadOutOfTheException() {
    byte[] data = "{\"origin\": \"not-for-the-log\"}".getBytes(UTF_8);

    assertThatThrownBy(() -> EventJson.read(data, StepStarted.class))
        .hasNoCause()
        .hasMessage("Data does not match StepStarted");
  }

  @Test
  void hasUniqueVersionedTypeNames() {
    assertThat(EventType.values())
        .extracting(EventType::wireName)
        .doesNotHaveDuplicates()
        .allMatch(
            name -> name.matches("io\\.quartermaster\\.(settings|outcome)\\.[a-z-]+\\.v\\d+"));
  }

  private static void assertSameFields(Class<?> record, JsonNode schema, String where) {
    Set<String> all = new TreeSet<>();
    Set<String> required = new TreeSet<>();
    for (RecordComponent component : record.getRecordComponents()) {
      String name =
          PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
      all.add(name);
      JsonNode property = schema.at("/properties/" + name);
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)
          && !property.has("default")) {
        required.add(name);
      }
      assertSameType(component.getType(), property, where + "." + name);
      if (component.getGenericType() instanceof ParameterizedType list
          && list.getActualTypeArguments()[0] instanceof Class<?> item) {
        assertSameType(item, property.get("items"), where + "." + name + "[]");
      }
    }
    assertThat(names(schema.get("properties"))).as("fields of %s", where).isEqualTo(all);
    assertThat(texts(schema.get("required"))).as("required in %s", where).isEqualTo(required);
  }

  private static void assertSameType(Class<?> type, JsonNode schema, String where) {
    assertThat(schema.path("type").asText()).as("type of %s", where).isEqualTo(jsonType(type));
    if (type.isRecord()) {
      assertSameFields(type, schema, where);
    }
    if (type.isEnum()) {
      assertThat(texts(schema.get("enum"))).as("values of %s", where).isEqualTo(wireNames(type));
    }
  }

  private static String jsonType(Class<?> type) {
    if (type == long.class || type == Long.class || type == int.class) {
      return "integer";
    }
    if (type == boolean.class) {
      return "boolean";
    }
    if (type == List.class) {
      return "array";
    }
    return type.isRecord() ? "object" : "string";
  }

  private static Set<String> wireNames(Class<?> enumType) {
    return Arrays.stream(enumType.getFields())
        .filter(Field::isEnumConstant)
        .map(field -> field.getAnnotation(JsonProperty.class).value())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
