package io.quartermaster.settings.request;

import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads query parameters strictly and reports all faults together, unknown and repeated parameters
 * included. Not {@code @QueryParam}: Jakarta REST answers a value that it cannot convert with 404,
 * takes the first of repeated ones and ignores unknown ones.
 *
 * <p>Failure semantics: {@link #finish} throws all faults; until then an invalid parameter reads as
 * absent.
 */
public final class QueryParameters {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final Map<String, List<String>> given;
  private final List<String> faults = new ArrayList<>();

  public QueryParameters(UriInfo request) {
    given = new TreeMap<>(request.getQueryParameters());
  }

  /** A whole number within bounds; the default when it is absent. */
  public int number(String name, int byDefault, int min, int max) {
    return read(
            name,
            text ->
                Optional.of(text)
                    .filter(NUMBER.asMatchPredicate())
                    .map(Integer::valueOf)
                    .filter(number -> number >= min && number <= max),
            "must be a whole number from " + min + " to " + max)
        .orElse(byDefault);
  }

  /**
   * A value of any other type; empty when it is absent.
   *
   * @param parser returns empty for an invalid text
   * @param rule completes the sentence "the parameter ..."
   */
  public <T> Optional<T> read(String name, Function<String, Optional<T>> parser, String rule) {
    List<String> values = given.remove(name);
    if (values == null) {
      return Optional.empty();
    }
    Optional<T> value = values.size() == 1 ? parser.apply(values.getFirst()) : Optional.empty();
    if (value.isEmpty()) {
      faults.add("%s: %s.".formatted(name, values.size() == 1 ? rule : "must not be repeated"));
    }
    return value;
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException when any parameter is invalid or unknown
   */
  public void finish() {
    given.keySet().forEach(name -> faults.add(name + ": unknown parameter."));
    if (!faults.isEmpty()) {
      throw new ProblemException(ProblemType.INVALID_QUERY, String.join(" ", faults));
    }
  }
}
