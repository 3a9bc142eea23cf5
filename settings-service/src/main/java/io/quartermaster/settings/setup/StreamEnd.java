package io.quartermaster.settings.setup;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The last event of a stream that a client must not simply reopen.
 *
 * @param reason a stable code
 * @param detail what to do
 */
@Schema(
    name = "StreamEnd",
    description = "The data of the event named end: why the stream ends, and what to do.")
record StreamEnd(@Schema(enumeration = "token_expired") String reason, String detail) {

  static final StreamEnd TOKEN_EXPIRED =
      new StreamEnd(
          "token_expired",
          "The access token has expired. Get a new token, then reconnect with it and with the id of"
              + " the last event in Last-Event-ID.");
}
