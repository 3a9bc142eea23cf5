package io.quartermaster.messaging.http;

/** The body of a response to a request that is refused before the code of the service runs. */
public interface RefusalBody {

  String mediaType();

  /** The text for a {@link Refusal}, in UTF-8. */
  String of(Refusal refusal);
}
