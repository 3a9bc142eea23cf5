package io.quartermaster.settings.prerequisite.probe;

import org.jspecify.annotations.Nullable;

/** What became of a request to an address. */
public sealed interface Reached {

  /**
   * It answered, whatever it said.
   *
   * @param leadsTo the host of a redirect, which was not followed; null when there was none
   * @param inward the address can be reached from inside a network only
   */
  record Answered(int status, @Nullable String leadsTo, boolean inward) implements Reached {}

  /** Nobody knows the host's name. */
  record NameUnknown() implements Reached {}

  /** Nobody listens there, or a firewall refuses. */
  record NotConnected() implements Reached {}

  /** It listens, and no encrypted connection could be agreed on. */
  record NotTrusted() implements Reached {}

  /** It listens, and what it says is not HTTP. */
  record Cut() implements Reached {}
}
