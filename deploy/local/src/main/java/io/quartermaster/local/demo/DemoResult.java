package io.quartermaster.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quartermaster.local.settings.SetupProgress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a demonstration ended.
 *
 * @param readyAfter from the save to the last step done
 * @param times when each step began and was done
 */
public record DemoResult(
    String roleArn,
    SetupProgress setup,
    StepTimes times,
    Duration stackStart,
    Duration readyAfter,
    List<Check> checks) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public DemoResult {
    checks = List.copyOf(checks);
  }

  public boolean passed() {
    return setup.ready() && checks.stream().allMatch(Check::passed);
  }

  /** One document for scripts; times in seconds. */
  public String json() {
    ObjectNode document = JSON.createObjectNode();
    document.put("passed", passed());
    document.put("role_arn", roleArn);
    document.put("state", setup.state());
    document.put("stack_start_seconds", seconds(stackStart));
    document.put("ready_seconds", setup.ready() ? seconds(readyAfter) : null);
    ArrayNode steps = document.putArray("steps");
    for (SetupProgress.Step step : setup.steps()) {
      StepTimes.Times stepTimes = times.of(step.name());
      steps
          .addObject()
          .put("name", step.name())
          .put("state", step.state())
          .put("attempts", step.attempts())
          .put("started_seconds", seconds(stepTimes.started()))
          .put("done_seconds", seconds(stepTimes.done()))
          .put("detail", step.detail())
          .put("remedy", step.remedy());
    }
    ArrayNode all = document.putArray("checks");
    for (Check check : checks) {
      all.addObject()
          .put("area", check.area())
          .put("what", check.what())
          .put("passed", check.passed())
          .put("found", check.found());
    }
    return document.toPrettyString();
  }

  private static @Nullable Double seconds(@Nullable Duration time) {
    return time == null ? null : time.toMillis() / 1000.0;
  }
}
