package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.iamprovisioner.decision.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to "what would you do?", for people.
 *
 * @param steps every step in its order, as {@code name subject}
 * @param summary at most {@value #LONGEST_SUMMARY} lines; what AWS holds is quoted without its line
 *     breaks
 */
public record AccessPreview(List<String> steps, List<String> summary) {
  static final int LONGEST_SUMMARY = 10;

  public AccessPreview {
    steps = List.copyOf(steps);
    summary = List.copyOf(summary);
  }

  /** Says it of a plan. */
  public static AccessPreview of(AccessPlan plan) {
    return switch (plan) {
      case AccessPlan.Rejected(var refusal, var drift) ->
          new AccessPreview(List.of(), summary(List.of(refusal.detail(), refusal.remedy()), drift));
      case AccessPlan.Converge(var drift, var steps) ->
          new AccessPreview(
              steps.stream().map(step -> step.wireName() + " " + step.subject()).toList(),
              summary(List.of(headline(steps.size())), drift));
    };
  }

  /** Says why there is no plan. */
  public static AccessPreview of(Refusal why) {
    return new AccessPreview(List.of(), List.of(why.detail(), why.remedy()));
  }

  private static String headline(int steps) {
    return switch (steps) {
      case 0 -> "Nothing to change.";
      case 1 -> "One change.";
      default -> steps + " changes.";
    };
  }

  private static List<String> summary(List<String> head, List<Drift> drift) {
    List<String> lines = new ArrayList<>(head);
    int room = LONGEST_SUMMARY - head.size();
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
