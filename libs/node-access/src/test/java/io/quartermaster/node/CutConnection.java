package io.quartermaster.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Forwards one connection to a local port and ends it after so many bytes of the answer. */
final class CutConnection implements AutoCloseable {
  private final ServerSocket listener;

  CutConnection(int target, int answerBytes) throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> forward(target, answerBytes));
  }

  int port() {
    return listener.getLocalPort();
  }

  private void forward(int target, int answerBytes) {
    try (Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      Thread.ofVirtual().start(() -> copy(client, server));
      InputStream answer = server.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int rest = answerBytes; rest > 0; ) {
        byte[] bytes = new byte[Math.min(rest, 4096)];
        int count = answer.read(bytes);
        if (count < 0) {
          return;
        }
        out.write(bytes, 0, count);
        rest -= count;
      }
    } catch (IOException e) {
      return; // one side ended the connection, which is what this is for
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      return; // as above
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
