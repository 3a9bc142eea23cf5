package io.quartermaster.settings.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.request.EntityTags;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes answers down as they are sent and kept. */
@ApplicationScoped
public class Answers {

  private static final int ACCEPTED = 202;

  private final ObjectMapper json;

  Answers(ObjectMapper json) {
    this.json = json;
  }

  /**
   * What was asked for is begun.
   *
   * @param document what is sent
   * @param revision of the settings that it is about
   */
  public Answer accepted(Object document, long revision) {
    return new Answer(ACCEPTED, text(document), EntityTags.of(revision));
  }

  /** Our rules say no. */
  public Answer refused(Problem problem, long revision) {
    return new Answer(problem.status(), text(problem), EntityTags.of(revision));
  }

  private String text(Object document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Documents of the API can always be written as JSON", e);
    }
  }
}
