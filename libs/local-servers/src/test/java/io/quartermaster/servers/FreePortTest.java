package io.quartermaster.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
}
