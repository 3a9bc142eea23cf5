import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The clients of {@code scope-writes}: each has a connection and ten projects of its own, and toggles
 * them with the {@code ETag} that it was answered. Prints writes per second and the median and 99th
 * percentile in milliseconds. Speaks HTTP over a plain socket, so that little of the machine goes to
 * the clients. Anything but 200 ends the run.
 *
 * <p>With a rate the clients keep to a timetable, and a write is late from when it should have been
 * sent: a slow answer counts for all that had to wait behind it.
 */
final class ScopeWrites {

  private static final int PROJECTS_EACH = 10;
  private static final String[] CHOICES = {"default_on", "default_off"};

  private final int port;
  private final String token;
  private final long end;
  private final long interval;

  private ScopeWrites(int port, String token, long end, long interval) {
    this.port = port;
    this.token = token;
    this.end = end;
    this.interval = interval;
  }

  /** Port, clients, seconds, writes per second of all together (0: as many as there can be). */
  public static void main(String[] arguments) throws Exception {
    int clients = Integer.parseInt(arguments[1]);
    double seconds = Double.parseDouble(arguments[2]);
    double rate = Double.parseDouble(arguments[3]);
    long began = System.nanoTime();
    ScopeWrites writes =
        new ScopeWrites(
            Integer.parseInt(arguments[0]),
            System.getenv("TOKEN"),
            began + (long) (seconds * 1e9),
            rate == 0 ? 0 : (long) (clients * 1e9 / rate));
    long[] all = writes.run(clients);
    double took = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT, "%.1f %.2f %.2f%n", all.length / took, at(all, 0.50), at(all, 0.99));
  }

  private long[] run(int clients) throws Exception {
    List<Future<long[]>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int client = 0; client < clients; client++) {
        int number = client;
        running.add(threads.submit(() -> client(number, clients)));
      }
    }
    long[] all = new long[0];
    for (Future<long[]> one : running) {
      long[] some = one.get();
      int known = all.length;
      all = Arrays.copyOf(all, known + some.length);
      System.arraycopy(some, 0, all, known, some.length);
    }
    Arrays.sort(all);
    return all;
  }

  private long[] client(int number, int clients) throws Exception {
    String[] tags = new String[PROJECTS_EACH];
    Arrays.fill(tags, "*");
    long[] took = new long[1 << 12];
    int done = 0;
    // Not all at the same moment.
    long due = System.nanoTime() + (interval * number / clients);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (int turn = 0; System.nanoTime() < end; turn++) {
        if (interval > 0) {
          TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        }
        long began = interval > 0 ? due : System.nanoTime();
        int which = turn % PROJECTS_EACH;
        String choice = CHOICES[(turn / PROJECTS_EACH) % 2];
        out.write(request(1 + number * PROJECTS_EACH + which, tags[which], choice));
        tags[which] = answer(in);
        if (done == took.length) {
          took = Arrays.copyOf(took, 2 * done);
        }
        took[done++] = System.nanoTime() - began;
        due += interval;
      }
    }
    return Arrays.copyOf(took, done);
  }

  private byte[] request(int project, String tag, String choice) {
    String body = "{\"availability\":\"" + choice + "\"}";
    return ("PUT /api/v1/projects/"
            + project
            + "/amazon_q HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nIf-Match: "
            + tag
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads one answer to its end and returns its entity tag. */
  private static String answer(InputStream in) throws IOException {
    String status = line(in);
    String tag = "";
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
      String value = header.substring(name.length() + 1).strip();
      switch (name) {
        case "etag" -> tag = value;
        case "content-length" -> length = Integer.parseInt(value);
        default -> {}
      }
    }
    byte[] body = in.readNBytes(length);
    if (!status.contains(" 200 ")) {
      throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
    }
    return tag;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("The connection was closed");
      }
      if (read != '\r') {
        line.append((char) read);
      }
    }
    return line.toString();
  }

  private static double at(long[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[(int) (part * (sorted.length - 1))] / 1e6;
  }
}
