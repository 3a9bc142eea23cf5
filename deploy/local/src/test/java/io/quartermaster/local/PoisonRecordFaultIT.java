package io.quartermaster.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.Topic;
import io.quartermaster.local.stack.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Unreadable records in front of a save that every service must handle. */
@ExtendWith(SharedStack.class)
class PoisonRecordFaultIT {
  /**
   * Two seconds on an idle machine; on a busy one the test only shows that nothing is blocked
   * permanently.
   */
  private static final Duration BOUND =
      Duration.parse(System.getProperty("quartermaster.fault.poison-bound", "PT2M"));

  @Test
  void everyServiceHandlesASaveBehindPoisonInEveryPartition(StackUnderTest stack)
      throws IOException {
    String role = StackUnderTest.ROLE_ARN + "BehindPoison";
    String text = "poison-" + UUID.randomUUID();
    PoisonRecords records = new PoisonRecords(stack.kafka().bootstrapServers());

    records.poison(EventType.ARN_SAVED, text);
    records.poison(EventType.IAM_ACCESS_PROVISIONED, text);
    stack.save(role, "default_on");
    stack.awaitReady(BOUND);

    new Effects(stack).areThoseOfOneSetUp(role);
    int settings = Topic.SETTINGS_EVENTS.partitions();
    int outcomes = Topic.OUTCOME_EVENTS.partitions();
    int both = settings + outcomes;
    holdsDeadLetters(records, ServiceName.SETTINGS_SERVICE, text, outcomes, outcomes);
    holdsDeadLetters(records, ServiceName.IAM_PROVISIONER, text, both, settings);
    holdsDeadLetters(records, ServiceName.OAUTH_REGISTRAR, text, both, both);
    holdsDeadLetters(records, ServiceName.MEMBERSHIP_SERVICE, text, both, settings);
    holdsDeadLetters(records, ServiceName.GATEWAY_CONFIG_SERVICE, text, settings, settings);
    noLogHolds(stack, text);
  }

  /**
   * Each partition received one of both kinds. Bytes that are no event are dead letters of every
   * service that consumes the topic; truncated data only of those that handle the type.
   */
  private static void holdsDeadLetters(
      PoisonRecords records, ServiceName service, String text, int envelopes, int data) {
    Awaitility.await("dead letters of " + service)
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(ours(records.deadLetters(service.wireName()), text))
                    .as("dead letters of %s", service)
                    .allSatisfy(letter -> isComplete(letter, service))
                    .extracting(letter -> letter.path("reason").asText())
                    .containsOnly("envelope", "data")
                    .satisfies(reasons -> each(reasons, envelopes, data)));
  }

  private static void each(List<? extends String> reasons, int envelopes, int data) {
    assertThat(reasons.stream().filter("envelope"::equals)).hasSize(envelopes);
    assertThat(reasons.stream().filter("data"::equals)).hasSize(data);
  }

  private static List<JsonNode> ours(List<JsonNode> letters, String text) {
    return letters.stream().filter(letter -> payload(letter).contains(text)).toList();
  }

  private static String payload(JsonNode letter) {
    try {
      return new String(letter.path("payload_base64").binaryValue(), UTF_8);
    } catch (IOException e) {
      return Assertions.fail("The payload of a dead letter is not base64", e);
    }
  }

  private static void isComplete(JsonNode letter, ServiceName service) {
    assertThat(letter.path("service").asText()).isEqualTo(service.wireName());
    assertThat(letter.path("topic").asText()).startsWith("quartermaster-");
    assertThat(letter.path("partition").isInt()).isTrue();
    assertThat(letter.path("offset").isIntegralNumber()).isTrue();
    assertThat(letter.path("key").asText()).startsWith("poison/");
  }

  private static void noLogHolds(StackUnderTest stack, String text) throws IOException {
    try (Stream<Path> logs = Files.list(stack.stack().layout().state().resolve("logs"))) {
      for (Path log : logs.toList()) {
        assertThat(Files.readString(log, ISO_8859_1)).as("%s", log).doesNotContain(text);
      }
    }
  }
}
