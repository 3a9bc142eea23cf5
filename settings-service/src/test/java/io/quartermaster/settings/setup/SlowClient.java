package io.quartermaster.settings.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quartermaster.settings.SettingsApi;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A client that requests every change since the first and reads only on demand, with a minimal
 * buffer.
 */
record SlowClient(Socket socket, BufferedReader lines) implements AutoCloseable {

  static final long END = -1;

  static SlowClient open(String token) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress("localhost", RestAssured.port));
    String request =
        """
        GET %s/events HTTP/1.1\r
        Host: localhost\r
        Accept: text/event-stream\r
        Authorization: Bearer %s\r
        Last-Event-ID: 0\r
        Connection: close\r
        \r
        """
            .formatted(SettingsApi.SETUP, token);
    socket.getOutputStream().write(request.getBytes(UTF_8));
    return new SlowClient(
        socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
  }

  /** Reads the id of the next event, or the end. */
  long nextId() throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith("id:")) {
      line = lines.readLine();
    }
    return line == null ? END : Long.parseLong(line.substring(3).strip());
  }

  /** Like a killed process: unread data is discarded. */
  void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    lines.close();
    socket.close();
  }
}
