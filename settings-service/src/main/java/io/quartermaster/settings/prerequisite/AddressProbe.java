package io.quartermaster.settings.prerequisite;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
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
 * Requests a URL without credentials.
 *
 * <p>Failure semantics: no response is a result; redirects are not followed; it has no timeout and
 * ends when it is interrupted.
 */
@Singleton
class AddressProbe {

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Reachability probe(URI url) throws InterruptedException {
    try {
      boolean privateAddress = resolvesToPrivateAddress(url);
      HttpResponse<Void> response =
          http.send(
              HttpRequest.newBuilder(url).header("Accept", "*/*").build(),
              HttpResponse.BodyHandlers.discarding());
      return new Reachability.Responded(
          response.statusCode(), redirectHost(url, response), privateAddress);
    } catch (UnknownHostException e) {
      return new Reachability.UnknownHost();
    } catch (ConnectException e) {
      return new Reachability.NotConnected();
    } catch (SSLException e) {
      return new Reachability.TlsFailed();
    } catch (IOException e) {
      return new Reachability.NoResponse();
    }
  }

  @PreDestroy
  void stop() {
    http.shutdownNow();
  }

  private static boolean resolvesToPrivateAddress(URI url) throws UnknownHostException {
    return Arrays.stream(InetAddress.getAllByName(url.getHost())).anyMatch(AddressProbe::isPrivate);
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    return uniqueLocal
        || address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress();
  }

  private static @Nullable String redirectHost(URI url, HttpResponse<Void> response) {
    if (response.statusCode() < 300 || response.statusCode() > 399) {
      return null;
    }
    return response
        .headers()
        .firstValue("Location")
        .flatMap(location -> host(url, location))
        .orElse(null);
  }

  private static Optional<String> host(URI url, String location) {
    try {
      return Optional.ofNullable(url.resolve(location).getHost());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
