package io.quartermaster.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP as it is on the wire, for requests that no client would send. */
final class RawHttp implements AutoCloseable {

  private final Socket connection;
  private final InputStream in;

  RawHttp(Socket connection) throws IOException {
    this.connection = connection;
    connection.setSoTimeout(60_000);
    in = new BufferedInputStream(connection.getInputStream());
  }

  void send(String request) throws IOException {
    connection.getOutputStream().write(request.getBytes(ISO_8859_1));
    connection.getOutputStream().flush();
  }

  /** The next answer, with as much of a body as its length promises. */
  Answer read() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] parts = line.split(":", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Answer(status, headers, new String(in.readNBytes(length), UTF_8));
  }

  /** The status and the headers of an answer to HEAD, whatever length it tells. */
  Answer readWithoutBody() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    while (!line().isEmpty()) {
      // Headers of no interest.
    }
    return new Answer(status, Map.of(), "");
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The connection ended after: " + line);
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  /** Names of headers in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {}
}
