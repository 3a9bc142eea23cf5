package io.quartermaster.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** OpenSSH's agent with a socket of its own. */
record LoopbackAgent(Process process, Path socket) implements AutoCloseable {

  static LoopbackAgent start(Path socket) throws IOException {
    Process process =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.readLine(); // printed once the socket is there
    }
    if (!Files.exists(socket)) {
      throw new IOException("ssh-agent did not start");
    }
    return new LoopbackAgent(process, socket);
  }

  void add(Path key) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("ssh-add", "-q", key.toString());
    builder.environment().put("SSH_AUTH_SOCK", socket.toString());
    Process add = builder.redirectErrorStream(true).start();
    String output = new String(add.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!add.waitFor(20, TimeUnit.SECONDS) || add.exitValue() != 0) {
        throw new IOException(output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
