package io.quartermaster.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  void aServerCanListenOnAPortThatWasFound() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(FreePort.find(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.getLocalPort()).isPositive();
    }
  }

  @Test
  void noPortIsOfTheRangeForOutgoingConnections() {
    for (int i = 0; i < 100; i++) {
      assertThat(FreePort.find()).isBetween(1024, 32_767);
    }
  }

  @Test
  void aPortThatIsTakenIsRefused() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> FreePort.require(taken.getLocalPort()))
          .isInstanceOf(PortInUseException.class);
    }
  }

  @Test
  void noPortIsChosenTwiceByProgramsThatChooseAtTheSameTime() throws Exception {
    List<Process> programs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      programs.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Chooser.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    List<String> chosen = new ArrayList<>();
    try {
      for (Process program : programs) {
        chosen.addAll(List.of(program.inputReader().readLine().split(" ")));
      }
    } finally {
      programs.forEach(Process::destroy);
    }
    assertThat(chosen).hasSize(3 * Chooser.PORTS).doesNotHaveDuplicates();
  }

  /** Prints ports, and holds them without listening until it is ended. */
  static final class Chooser {
    static final int PORTS = 150;

    public static void main(String[] arguments) throws IOException {
      System.out.println(
          IntStream.generate(FreePort::find)
              .limit(PORTS)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(" ")));
      System.in.read();
    }
  }
}
