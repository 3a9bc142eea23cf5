package io.quartermaster.settings.prerequisite.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks an address whether it answers: one request without body and without any credential.
 *
 * <p>Failure semantics: that it does not answer is a result; redirects are not followed; it waits
 * until it is interrupted.
 */
final class AddressProbe {

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** Sends one {@code GET} and does not read the answer's body. */
  Reached ask(URI address) throws InterruptedException {
    try {
      boolean inward = inward(address);
      HttpResponse<Void> answer =
          http.send(
              HttpRequest.newBuilder(address).header("Accept", "*/*").build(),
              HttpResponse.BodyHandlers.discarding());
      return new Reached.Answered(answer.statusCode(), leadsTo(address, answer), inward);
    } catch (UnknownHostException e) {
      return new Reached.NameUnknown();
    } catch (ConnectException e) {
      return new Reached.NotConnected();
    } catch (SSLException e) {
      return new Reached.NotTrusted();
    } catch (IOException e) {
      return new Reached.Cut();
    }
  }

  void stop() {
    http.shutdownNow();
  }

  private static boolean inward(URI address) throws UnknownHostException {
    return Arrays.stream(InetAddress.getAllByName(address.getHost()))
        .anyMatch(AddressProbe::inward);
  }

  private static boolean inward(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    return uniqueLocal
        || address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress();
  }

  private static @Nullable String leadsTo(URI address, HttpResponse<Void> answer) {
    if (answer.statusCode() < 300 || answer.statusCode() > 399) {
      return null;
    }
    return answer.headers().firstValue("Location").flatMap(to -> host(address, to)).orElse(null);
  }

  private static Optional<String> host(URI address, String location) {
    try {
      return Optional.ofNullable(address.resolve(location).getHost());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
