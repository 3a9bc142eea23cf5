package io.quartermaster.settings.scope;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.request.JsonObjectReader;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of a change, free of faults. It is described as the one of a group; the one of a project
 * has a description of its own, as it takes one word less.
 */
@Schema(name = "ChangeGroupScope", requiredProperties = "availability")
@JsonNaming(SnakeCaseStrategy.class)
record ScopeBody(Availability availability) {

  private static final String AVAILABILITY = "availability";
  private static final List<String> READ_ONLY =
      List.of(
          "type",
          "id",
          "full_path",
          "effective_availability",
          "locked_by",
          "inherited_from",
          "revision",
          "changed_at",
          "changed_by");

  /** Reads the body; throws a problem that names every fault. */
  static ScopeBody parse(ScopeKind kind, InputStream body) {
    JsonObjectReader reader = JsonObjectReader.parse(body);
    Map<String, Availability> words = words(kind);
    Optional<Availability> availability = reader.choice(AVAILABILITY, words);
    if (!reader.has(AVAILABILITY)) {
      reader.fault(
          AVAILABILITY,
          "Is required: one of " + String.join(", ", words.keySet()) + ". Use DELETE to inherit.");
    }
    READ_ONLY.forEach(reader::readOnly);
    reader.finish();
    return new ScopeBody(availability.orElseThrow());
  }

  private static Map<String, Availability> words(ScopeKind kind) {
    Map<String, Availability> words = new LinkedHashMap<>();
    words.put("default_on", Availability.DEFAULT_ON);
    words.put("default_off", Availability.DEFAULT_OFF);
    if (kind == ScopeKind.GROUP) {
      words.put("never_on", Availability.NEVER_ON);
    }
    return words;
  }
}
