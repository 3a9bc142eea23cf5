package io.quartermaster.local.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a set-up, as the settings API reports it.
 *
 * @param state {@code not_started}, {@code in_progress}, {@code failed} or {@code ready}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SetupProgress(String state, long revision, List<Step> steps) {
  @JsonCreator
  public SetupProgress(
      @JsonProperty("state") String state,
      @JsonProperty("revision") long revision,
      @JsonProperty("steps") List<Step> steps) {
    this.state = state;
    this.revision = revision;
    this.steps = List.copyOf(steps);
  }

  public boolean ready() {
    return state.equals("ready");
  }

  /** It cannot continue until a person acts. */
  public boolean failed() {
    return state.equals("failed");
  }

  public Optional<Step> step(String name) {
    return steps.stream().filter(step -> step.name().equals(name)).findFirst();
  }

  /**
   * One step.
   *
   * @param state {@code pending}, {@code in_progress}, {@code done} or {@code failed}
   * @param detail its state, in a sentence
   * @param remedy what to do after a failure
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Step(
      @JsonProperty("name") String name,
      @JsonProperty("title") String title,
      @JsonProperty("state") String state,
      @JsonProperty("attempts") int attempts,
      @JsonProperty("detail") @Nullable String detail,
      @JsonProperty("remedy") @Nullable String remedy) {

    public boolean done() {
      return state.equals("done");
    }

    /** In progress, done or failed. */
    public boolean started() {
      return !state.equals("pending");
    }
  }
}
