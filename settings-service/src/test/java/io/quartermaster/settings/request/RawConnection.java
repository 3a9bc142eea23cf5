package io.quartermaster.settings.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection that sends what no HTTP client would send. */
final class RawConnection implements AutoCloseable {

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  static RawConnection open() throws IOException {
    Socket socket = new Socket("localhost", RestAssured.port);
    socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
    return new RawConnection(socket);
  }

  /** The head of a request with the headers in lines, without the empty line at its end. */
  static String head(String requestLine, @Nullable String token, String... headers) {
    StringBuilder head = new StringBuilder(requestLine + " HTTP/1.1\r\nHost: localhost\r\n");
    if (token != null) {
      head.append("Authorization: Bearer ").append(token).append("\r\n");
    }
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.toString();
  }

  RawConnection send(String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** Sends until everything is sent or the server closes the connection. */
  long sendUntilClosed(byte[] part, int times) {
    long sent = 0;
    try {
      for (int i = 0; i < times; i++) {
        out.write(part);
        sent += part.length;
      }
    } catch (IOException closed) {
      return sent;
    }
    return sent;
  }

  /** The head and the body of the next response. */
  String response() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("No response: " + head);
      }
      head.append((char) next);
    }
    int length =
        head.toString()
            .lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    return head + new String(in.readNBytes(length), ISO_8859_1);
  }

  boolean hasResponse() throws IOException {
    return in.available() > 0;
  }

  /** Everything until the server closes the connection, which a reset does too. */
  String untilClosed() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        all.write(next);
      }
    } catch (java.net.SocketTimeoutException stillOpen) {
      throw stillOpen;
    } catch (java.net.SocketException reset) {
      return all.toString(ISO_8859_1);
    }
    return all.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
