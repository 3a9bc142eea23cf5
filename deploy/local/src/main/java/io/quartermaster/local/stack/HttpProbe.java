package io.quartermaster.local.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks whether a part answers with 200. Every failure to answer is a no.
 *
 * <p>Asked often while everything starts, so with the JDK's small client: the other one begins with
 * a TLS context that nothing on the loopback address needs.
 */
final class HttpProbe {
  private static final int TIMEOUT_MILLIS = 2000;

  private HttpProbe() {}

  static boolean answers(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
