package io.quartermaster.settings.idempotency;

import static java.util.Objects.requireNonNull;

/**
 * What a request was answered: all that must be the same when it is answered again.
 *
 * @param status of HTTP; a refusal by our rules is an answer too, an error of ours is not
 * @param body the JSON text
 * @param entityTag of what the request is about, as it was then
 */
public record Answer(int status, String body, String entityTag) {

  public Answer {
    requireNonNull(body, "body");
    requireNonNull(entityTag, "entityTag");
    if (status < 200 || status > 499) {
      throw new IllegalArgumentException("Not an answer to be repeated: " + status);
    }
  }

  public boolean refuses() {
    return status >= 400;
  }
}
