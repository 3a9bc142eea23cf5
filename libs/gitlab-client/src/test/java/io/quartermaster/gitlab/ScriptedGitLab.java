package io.quartermaster.gitlab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers what the test put in, in that order, and remembers what it was asked. */
public final class ScriptedGitLab implements QuarkusTestResourceLifecycleManager {

  static final String TOKEN = "glpat-of-the-test";

  private static final ConcurrentLinkedQueue<Reply> REPLIES = new ConcurrentLinkedQueue<>();
  private static final List<Asked> ASKED = new CopyOnWriteArrayList<>();
  private static String url = "";

  private final HttpServer server;

  public ScriptedGitLab() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /** What was asked: method, path with query, token header and body. */
  record Asked(String method, String path, String token, String body) {}

  /** An answer; status 0 cuts the connection, status -1 never answers. */
  record Reply(int status, Map<String, String> headers, String body) {}

  static void reply(int status, String body) {
    REPLIES.add(new Reply(status, Map.of("Content-Type", "application/json"), body));
  }

  static void reply(int status, Map<String, String> headers, String body) {
    REPLIES.add(new Reply(status, headers, body));
  }

  static String url() {
    return url;
  }

  static List<Asked> asked() {
    return List.copyOf(ASKED);
  }

  static void reset() {
    REPLIES.clear();
    ASKED.clear();
  }

  @Override
  public Map<String, String> start() {
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
    // Long enough for each answer that comes; one test waits for it to end.
    return Map.of("gitlab.url", url, "gitlab.token", TOKEN, "gitlab.read-timeout", "5s");
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    ASKED.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            String.valueOf(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN")),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    Reply reply = REPLIES.poll();
    if (reply == null || reply.status() == 0) {
      exchange.close();
    } else if (reply.status() > 0) {
      reply.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }
  }
}
