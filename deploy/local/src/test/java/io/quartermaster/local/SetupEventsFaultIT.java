package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.local.stack.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that follows a set-up receives each change, even across a kill of the service. */
@ExtendWith(SharedStack.class)
class SetupEventsFaultIT {

  @Test
  void aReconnectingClientMissesNoEventAfterAKill(StackUnderTest stack) throws Exception {
    List<Event> received = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      received.addAll(follow(client, stack, "", event -> true));
      String role = StackUnderTest.ROLE_ARN + "Events";
      stack.save(role, "default_on");
      received.addAll(follow(client, stack, received.getLast().id(), event -> true));
      stack.kill(ServiceName.SETTINGS_SERVICE);
      stack.startAgain(ServiceName.SETTINGS_SERVICE);
      stack.awaitReady();

      received.addAll(follow(client, stack, received.getLast().id(), Event::ready));
    }

    long first = Long.parseLong(received.getFirst().id());
    assertThat(received)
        .extracting(event -> Long.parseLong(event.id()))
        .isEqualTo(LongStream.range(first, first + received.size()).boxed().toList());
    // The save, and at the least a report on each of the five steps.
    assertThat(received).hasSizeGreaterThan(6);
  }

  /** Reads events up to the matching one, then disconnects. */
  private static List<Event> follow(
      HttpClient client, StackUnderTest stack, String lastEventId, Predicate<Event> match)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(stack.stack().addresses().settingsApi().resolve("setup/events"))
            .header("Accept", "text/event-stream")
            .header("Authorization", "Bearer " + stack.stack().tokens().administratorToken());
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<Stream<String>> answer = client.send(request.build(), BodyHandlers.ofLines());
    List<Event> events = new ArrayList<>();
    try (Stream<String> lines = answer.body()) {
      String id = "";
      for (String line : (Iterable<String>) lines::iterator) {
        if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("data:")) {
          events.add(new Event(id, line.substring(5)));
          if (match.test(events.getLast())) {
            return events;
          }
        }
      }
    } catch (UncheckedIOException e) {
      throw new AssertionError("The stream broke after " + events, e);
    }
    throw new AssertionError("The stream ended after " + events);
  }

  private record Event(String id, String data) {

    boolean ready() {
      return data.contains("\"state\":\"ready\"");
    }
  }
}
