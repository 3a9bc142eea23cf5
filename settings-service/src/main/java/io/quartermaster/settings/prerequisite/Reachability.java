package io.quartermaster.settings.prerequisite;

import org.jspecify.annotations.Nullable;

/** The result of a request to a URL. */
sealed interface Reachability {

  /**
   * It responded, with any status.
   *
   * @param redirectHost the host of a redirect, which was not followed; null when there was none
   * @param privateAddress the host resolves to an address of a private network
   */
  record Responded(int status, @Nullable String redirectHost, boolean privateAddress)
      implements Reachability {}

  record UnknownHost() implements Reachability {}

  /** Nothing listens there, or a firewall rejects the connection. */
  record NotConnected() implements Reachability {}

  record TlsFailed() implements Reachability {}

  /** The connection was closed without an HTTP response. */
  record NoResponse() implements Reachability {}
}
