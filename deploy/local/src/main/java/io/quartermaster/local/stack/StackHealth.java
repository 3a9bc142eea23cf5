package io.quartermaster.local.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Which parts of a running stack answer now, and are live and ready. */
public final class StackHealth {
  private static final int CONNECT_MILLIS = 1000;

  private StackHealth() {}

  /** Every part of the local stack; other servers given by address are not ours to judge. */
  public static List<Part> of(Addresses addresses) {
    List<Part> parts = new ArrayList<>();
    for (ServiceName service : ServiceName.values()) {
      // Every check: a service whose relay is dead still counts as ready for requests.
      boolean ready = HttpProbe.answers(addresses.of(service).resolve("/q/health"));
      parts.add(new Part(service.wireName(), addresses.of(service).toString(), ready));
    }
    URI control = addresses.sandboxControl();
    if (control != null) {
      boolean ready = HttpProbe.answers(control.resolve("/health"));
      parts.add(new Part(StackStart.SANDBOX, control.toString(), ready));
    }
    parts.add(server(ServerPart.KAFKA, addresses.kafka()));
    parts.add(server(ServerPart.POSTGRESQL, addresses.postgres()));
    return parts;
  }

  private static Part server(String name, String address) {
    int colon = address.lastIndexOf(':');
    InetSocketAddress socketAddress =
        new InetSocketAddress(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    try (Socket socket = new Socket()) {
      socket.connect(socketAddress, CONNECT_MILLIS);
      return new Part(name, address, true);
    } catch (IOException e) {
      return new Part(name, address, false);
    }
  }

  /** One part. */
  public record Part(String name, String address, boolean ready) {}
}
