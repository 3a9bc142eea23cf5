package io.quartermaster.settings.setup;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quartermaster.contracts.SetupStep;
import java.util.List;

/** The goal of the set-up and its steps. */
public enum SetupKind {
  /** Connects the instance to Amazon Q. */
  @JsonProperty("set_up")
  SET_UP(List.of(SetupStep.values())),

  /** Disconnects it; role and identity provider stay in AWS. */
  @JsonProperty("disconnect")
  DISCONNECT(List.of(SetupStep.OAUTH_APPLICATION, SetupStep.SERVICE_ACCOUNT)),

  /** Disconnects it, then deletes the resources tagged {@code quartermaster:instance} in AWS. */
  @JsonProperty("disconnect_and_delete")
  DISCONNECT_AND_DELETE(
      List.of(SetupStep.OAUTH_APPLICATION, SetupStep.SERVICE_ACCOUNT, SetupStep.IAM_ACCESS));

  private final List<SetupStep> steps;

  SetupKind(List<SetupStep> steps) {
    this.steps = steps;
  }

  /** In display order. */
  List<SetupStep> steps() {
    return steps;
  }

  public boolean disconnects() {
    return this != SET_UP;
  }
}
