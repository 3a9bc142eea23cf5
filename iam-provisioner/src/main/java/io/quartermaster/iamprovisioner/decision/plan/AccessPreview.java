package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.step.StepFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run would do, for administrators.
 *
 * @param steps every step in its order, as {@code name subject}
 * @param summary at most {@value #MAX_SUMMARY_LINES} lines
 */
public record AccessPreview(List<String> steps, List<String> summary) {
  static final int MAX_SUMMARY_LINES = 10;

  public AccessPreview {
    steps = List.copyOf(steps);
    summary = List.copyOf(summary);
  }

  public static AccessPreview of(AccessPlan plan) {
    return switch (plan) {
      case AccessPlan.Rejected(var reason, var drift) ->
          new AccessPreview(List.of(), summary(List.of(reason.detail(), reason.remedy()), drift));
      case AccessPlan.Apply apply ->
          new AccessPreview(
              apply.steps().stream().map(step -> step.wireName() + " " + step.subject()).toList(),
              summary(List.of(headline(apply.steps().size())), apply.drift()));
    };
  }

  /** Why there is no plan. */
  public static AccessPreview of(StepFailure failure) {
    return new AccessPreview(List.of(), List.of(failure.detail(), failure.remedy()));
  }

  private static String headline(int steps) {
    return switch (steps) {
      case 0 -> "Nothing to change.";
      case 1 -> "1 change.";
      default -> steps + " changes.";
    };
  }

  private static List<String> summary(List<String> head, List<Drift> drift) {
    List<String> lines = new ArrayList<>(head);
    int room = MAX_SUMMARY_LINES - head.size();
    int shown = drift.size() <= room ? drift.size() : room - 1;
    drift.stream().limit(shown).map(AccessPreview::line).forEach(lines::add);
    if (shown < drift.size()) {
      lines.add("and %d more differences".formatted(drift.size() - shown));
    }
    return lines;
  }

  private static String line(Drift drift) {
    return (drift.repaired() ? "change " : "leave ") + drift.text();
  }
}
