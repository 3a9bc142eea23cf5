import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clients of {@code abuse}, in processes of their own: those that attack in one way for a while,
 * and another caller that reads the settings, the set-up and the liveness every 20 ms, each over a
 * connection of its own. Prints the latency of the latter, whose exit status is 1 when it saw an
 * error or a 99th percentile from 500 ms.
 */
final class Abuse {

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final double GOAL_MS = 500;
  private static final int MANY = 230;
  private static final int BODY = 100 * 1024 * 1024;
  private static final byte[] MEGABYTE = filled(1024 * 1024);
  private static final String SETTINGS = "/api/v1/amazon_q/settings";
  private static final String[] WATCHED = {SETTINGS, "/api/v1/amazon_q/setup", "/q/health/live"};
  private static final String[] MALFORMED = {
    "Transfer-Encoding: gzip", "Transfer-Encoding: chunked\r\nContent-Length: 5",
    "Content-Length: 5\r\nContent-Length: 6", "Content-Length: -1", "Host: elsewhere", "\u0000: x"
  };

  private final int port;
  private final URI control;
  private final String administrator = System.getenv("TOKEN");
  private final String user = System.getenv("USER_TOKEN");
  private final long end;
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final AtomicLong errors = new AtomicLong();
  private final AtomicLong turns = new AtomicLong();

  private Abuse(int port, URI control, int seconds) {
    this.port = port;
    this.control = control;
    this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  /** Port, address of the sandbox's control, "attack" or "watch", kind of abuse, seconds. */
  public static void main(String[] arguments) throws Exception {
    Abuse abuse =
        new Abuse(
            Integer.parseInt(arguments[0]),
            URI.create(arguments[1]),
            Integer.parseInt(arguments[4]));
    if (arguments[2].equals("watch")) {
      System.exit(abuse.watch(arguments[3]) ? 0 : 1);
    }
    abuse.attack(arguments[3]);
    System.exit(0);
  }

  private boolean watch(String kind) throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Void>> watching = new ArrayList<>();
      for (String path : WATCHED) {
        watching.add(threads.submit(() -> read(path)));
      }
      for (Future<Void> one : watching) {
        one.get();
      }
    }
    return report(kind);
  }

  private void attack(String kind) throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      switch (kind) {
        case "nothing" -> {}
        case "large" -> {
          for (String token : new String[] {null, user, administrator}) {
            attack(threads, 1, () -> large(token, "Content-Length: " + BODY, MEGABYTE));
            attack(threads, 1, () -> large(token, "Transfer-Encoding: chunked", chunk()));
          }
        }
        case "slow" -> {
          attack(threads, MANY, () -> half(head("PUT " + SETTINGS, user, "Content-Length: 60000")));
          attack(threads, MANY, () -> half("PUT " + SETTINGS + " HTTP/1.1\r\nHost: localhost\r\nX"));
          attack(threads, 20, this::readNothing);
        }
        case "many" -> {
          slowGitLab(threads);
          attack(threads, MANY, this::callOfUser);
        }
        case "malformed" -> attack(threads, 8, this::malformed);
        default -> throw new IllegalArgumentException(kind);
      }
    }
  }

  private interface Turn {
    void run() throws IOException;
  }

  /** Repeats until the end. A connection that the server closes is what the attacker expects. */
  private void attack(ExecutorService threads, int clients, Turn turn) {
    for (int i = 0; i < clients; i++) {
      threads.submit(
          () -> {
            while (running()) {
              try {
                turn.run();
              } catch (IOException closed) {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
              }
            }
            return null;
          });
    }
  }

  private boolean running() {
    return System.nanoTime() < end;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
    socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    return socket;
  }

  private static String head(String requestLine, String token, String headers) {
    return requestLine
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIf-Match: *\r\n"
        + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
        + headers
        + "\r\n\r\n";
  }

  private void large(String token, String length, byte[] part) throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(head("PUT " + SETTINGS, token, length).getBytes(US_ASCII));
      for (int sent = 0; sent < BODY && running(); sent += MEGABYTE.length) {
        out.write(part);
      }
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Sends a part of a request and waits for what the server does. */
  private void half(String part) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(part.getBytes(US_ASCII));
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Sends request after request and reads no response. */
  private void readNothing() throws IOException {
    try (Socket socket = connect()) {
      byte[] request = head("GET /q/openapi", null, "Accept: */*").getBytes(US_ASCII);
      while (running()) {
        socket.getOutputStream().write(request);
      }
    }
  }

  private void callOfUser() throws IOException {
    try (Socket socket = connect()) {
      String path = "/api/v1/projects/" + (1 + turns.incrementAndGet() % 10) + "/amazon_q";
      socket.getOutputStream().write(head("GET " + path, user, "Connection: close").getBytes(US_ASCII));
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  private void malformed() throws IOException {
    try (Socket socket = connect()) {
      long turn = turns.incrementAndGet();
      String path = "/api/v1/groups/" + turn + (turn % 3 == 0 ? "/%zz" : "/amazon_q");
      String headers = MALFORMED[(int) (turn % MALFORMED.length)];
      byte[] request = head("PUT " + path, null, headers).getBytes(US_ASCII);
      if (turn % 5 == 0) {
        Arrays.fill(request, 0, 16, (byte) turn);
      }
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  private void slowGitLab(ExecutorService threads) throws Exception {
    fault(
        HttpRequest.newBuilder(control.resolve("/faults"))
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"system\":\"gitlab\",\"fault\":\"latency\",\"delay\":\"PT20S\"}")));
    threads.submit(
        () -> {
          TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
          fault(HttpRequest.newBuilder(control.resolve("/faults")).DELETE());
          return null;
        });
  }

  private static void fault(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new IOException("The sandbox answered " + status);
      }
    }
  }

  private Void read(String path) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
              .header("Authorization", "Bearer " + administrator)
              .timeout(Duration.ofSeconds(30))
              .build();
      while (running()) {
        long began = System.nanoTime();
        try {
          if (http.send(request, BodyHandlers.ofString()).statusCode() != 200) {
            errors.incrementAndGet();
          }
        } catch (IOException e) {
          errors.incrementAndGet();
        }
        latencies.add(System.nanoTime() - began);
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
    }
    return null;
  }

  private boolean report(String kind) {
    List<Long> sorted = new ArrayList<>(latencies);
    sorted.sort(null);
    double p99 = at(sorted, 0.99);
    System.out.printf(
        Locale.ROOT,
        "%-10s %8d %8.1f %8.1f %8.1f %8d%n",
        kind,
        sorted.size(),
        at(sorted, 0.50),
        p99,
        at(sorted, 1),
        errors.get());
    return errors.get() == 0 && !sorted.isEmpty() && p99 < GOAL_MS;
  }

  private static double at(List<Long> sorted, double part) {
    return sorted.isEmpty() ? 0 : sorted.get((int) (part * (sorted.size() - 1))) / 1e6;
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ' ');
    return bytes;
  }

  private static byte[] chunk() {
    byte[] size = (Integer.toHexString(MEGABYTE.length) + "\r\n").getBytes(US_ASCII);
    byte[] all = Arrays.copyOf(size, size.length + MEGABYTE.length + 2);
    System.arraycopy(MEGABYTE, 0, all, size.length, MEGABYTE.length);
    all[all.length - 2] = '\r';
    all[all.length - 1] = '\n';
    return all;
  }
}
