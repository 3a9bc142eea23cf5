package io.quartermaster.settings.request;

import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads query parameters strictly and collects every fault, unknown and repeated parameters
 * included.
 *
 * <p>Failure semantics: all faults are thrown together by {@link #finish}; until then a faulty
 * parameter reads as absent.
 */
public final class QueryParameters {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final Map<String, List<String>> given;
  private final Set<String> known = new HashSet<>();
  private final List<String> faults = new ArrayList<>();

  private QueryParameters(Map<String, List<String>> given) {
    this.given = given;
  }

  public static QueryParameters of(UriInfo request) {
    return new QueryParameters(request.getQueryParameters());
  }

  /** A whole number within bounds; the fallback when it is absent. */
  public int number(String name, int fallback, int least, int most) {
    return read(
            name,
            text -> wholeNumber(text).filter(number -> number >= least && number <= most),
            "Must be a whole number from " + least + " to " + most + ".")
        .orElse(fallback);
  }

  /**
   * A value of any other form; empty when it is absent.
   *
   * @param form gives empty for a text that has not the form
   * @param wanted the sentence that says what would be right
   */
  public <T> Optional<T> read(String name, Function<String, Optional<T>> form, String wanted) {
    known.add(name);
    List<String> values = given.getOrDefault(name, List.of());
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      fault(name, "Must be there once.");
      return Optional.empty();
    }
    Optional<T> value = form.apply(values.getFirst());
    if (value.isEmpty()) {
      fault(name, wanted);
    }
    return value;
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException when there was any fault
   */
  public void finish() {
    given.keySet().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> fault(name, "Is not known here: leave it out."));
    if (!faults.isEmpty()) {
      throw new ProblemException(Problem.of(ProblemType.INVALID_QUERY, String.join(" ", faults)));
    }
  }

  private void fault(String name, String detail) {
    faults.add(name + ": " + detail);
  }

  private static Optional<Integer> wholeNumber(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
