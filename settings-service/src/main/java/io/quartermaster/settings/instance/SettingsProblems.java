package io.quartermaster.settings.instance;

import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.request.EntityTags;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;

/** What can be wrong with any change of the settings. */
final class SettingsProblems {

  private SettingsProblems() {}

  static ProblemException stale(long revision) {
    return new ProblemException(
        Problem.of(
            ProblemType.SETTINGS_CHANGED,
            "Read the settings again, they are at revision %d, and repeat the change on them."
                .formatted(revision)),
        Map.of(HttpHeaders.ETAG, EntityTags.of(revision)));
  }

  /** The same key would get the same answer again. */
  static Problem staleDisconnect(long revision) {
    return Problem.of(
        ProblemType.SETTINGS_CHANGED,
        "Read the settings again, they are at revision %d, and send the wish with a new Idempotency-Key."
            .formatted(revision));
  }

  static Problem notConnected() {
    return Problem.of(
        ProblemType.NOT_CONNECTED,
        "No settings were ever saved for this instance, so there is nothing to take down; once there"
            + " are, send the wish with a new Idempotency-Key.");
  }
}
