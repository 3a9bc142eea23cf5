package io.quartermaster.sandbox.node;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips tests whose programs are missing, and fails them in continuous integration. */
final class ProgramsCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), RequiresPrograms.class)
        .map(required -> evaluate(missing(required), "true".equals(System.getenv("CI"))))
        .orElseGet(() -> ConditionEvaluationResult.enabled("No programs required"));
  }

  private static List<String> missing(RequiresPrograms required) {
    Stream<String> programs =
        Arrays.stream(required.value()).filter(program -> Programs.find(program).isEmpty());
    Stream<String> libraries =
        Arrays.stream(required.rubyLibraries()).filter(library -> !Programs.rubyHas(library));
    return Stream.concat(programs, libraries).toList();
  }

  /**
   * Decides.
   *
   * @throws IllegalStateException when a program is missing where none may be missing
   */
  static ConditionEvaluationResult evaluate(List<String> missing, boolean continuousIntegration) {
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("All programs are installed");
    }
    String reason =
        "Not installed: " + String.join(", ", missing) + ". Install with deploy/test-tools";
    if (continuousIntegration) {
      throw new IllegalStateException(reason);
    }
    return ConditionEvaluationResult.disabled(reason);
  }
}
