package io.quartermaster.settings.setup;

import static io.quartermaster.settings.SettingsApi.SETUP;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A client of the event stream. */
record EventStream(HttpClient client, HttpResponse<Stream<String>> response, Iterator<String> lines)
    implements AutoCloseable {

  /** Opens a stream; an empty id sends none. */
  static EventStream open(String lastEventId, String token) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + SETUP + "/events"))
            .header("Accept", "text/event-stream")
            .header("Authorization", "Bearer " + token);
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      HttpResponse<Stream<String>> response = client.send(request.build(), BodyHandlers.ofLines());
      return new EventStream(client, response, response.body().iterator());
    } catch (IOException e) {
      throw new IllegalStateException("No stream", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  int status() {
    return response.statusCode();
  }

  boolean hasContent() {
    return lines.hasNext();
  }

  String contentType() {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  Event next() {
    String id = "";
    String name = "";
    StringBuilder data = new StringBuilder();
    while (true) {
      String line = lines.next();
      if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring(5).strip());
      } else if (line.isEmpty() && !data.isEmpty()) {
        return new Event(id, name, data.toString());
      }
    }
  }

  List<Event> next(int count) {
    List<Event> events = new ArrayList<>();
    while (events.size() < count) {
      events.add(next());
    }
    return events;
  }

  /** Reads up to this event. */
  List<Event> until(String id) {
    List<Event> events = new ArrayList<>();
    do {
      events.add(next());
    } while (!events.getLast().id().equals(id));
    return events;
  }

  String nextComment() {
    while (true) {
      String line = lines.next();
      if (line.startsWith(":")) {
        return line.substring(1);
      }
    }
  }

  /** Reads until the server ends the stream. */
  boolean end() {
    while (lines.hasNext()) {
      lines.next();
    }
    return true;
  }

  @Override
  public void close() {
    response.body().close();
    client.shutdownNow();
  }

  record Event(String id, String name, String data) {

    long number() {
      return Long.parseLong(id);
    }

    JsonPath state() {
      return JsonPath.from(data);
    }
  }
}
