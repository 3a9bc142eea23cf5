package io.quartermaster.iamprovisioner.effect.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Responds to each action with the XML of a test, for responses that the sandbox never sends. Other
 * actions are unknown.
 */
final class CannedIam implements AutoCloseable {
  private static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

  private static final Answer UNKNOWN =
      new Answer(400, "<ErrorResponse><Error><Code>InvalidAction</Code></Error></ErrorResponse>");

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  record Request(String action, Map<String, String> parameters, String authorization) {}

  private record Answer(int status, String body) {}

  CannedIam() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * The result of an action, or of an action and the value of one of its parameters, separated by a
   * blank; inside the envelope that the Query protocol has.
   */
  CannedIam result(String action, String xml) {
    return raw(
        action,
        200,
        """
        <%1$sResponse xmlns="%2$s"><%1$sResult>%3$s</%1$sResult>\
        <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></%1$sResponse>"""
            .formatted(action, NAMESPACE, xml));
  }

  /** An error in the form of AWS. */
  CannedIam error(String action, int status, String code, String message) {
    return raw(
        action,
        status,
        """
        <ErrorResponse xmlns="%s"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message>\
        </Error><RequestId>r</RequestId></ErrorResponse>"""
            .formatted(NAMESPACE, code, message));
  }

  CannedIam raw(String action, int status, String body) {
    answers.put(action, new Answer(status, body));
    return this;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> parameters =
          Arrays.stream(new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&", -1))
              .map(pair -> pair.split("=", 2))
              .collect(
                  Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
      String action = parameters.getOrDefault("Action", "");
      requests.add(
          new Request(
              action,
              parameters,
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
      Answer answer =
          parameters.values().stream()
              .map(value -> answers.get(action + " " + value))
              .filter(Objects::nonNull)
              .findFirst()
              .orElseGet(() -> answers.getOrDefault(action, UNKNOWN));
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/xml");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
