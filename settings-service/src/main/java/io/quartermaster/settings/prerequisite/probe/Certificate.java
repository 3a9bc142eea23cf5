package io.quartermaster.settings.prerequisite.probe;

import java.time.Instant;

/** What an address shows when an encrypted connection is asked for. */
public sealed interface Certificate {

  /** The address is plain HTTP. */
  record PlainHttp() implements Certificate {}

  /** Nobody answers there. */
  record NotConnected() implements Certificate {}

  /** Somebody answers, and shows none. */
  record None() implements Certificate {}

  /**
   * It shows one.
   *
   * @param selfSigned it vouches for itself
   * @param trusted an authority that this host knows vouches for it
   * @param namesHost it is for the host that was asked
   */
  record Shown(
      boolean selfSigned,
      boolean trusted,
      boolean namesHost,
      Instant notBefore,
      Instant notAfter,
      String issuer)
      implements Certificate {}
}
