package io.quartermaster.settings.setup;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quartermaster.contracts.SetupStep;
import java.util.List;

/** Which way the steps lead, and which they are. */
public enum SetupKind {
  /** To an instance that works with Amazon Q. */
  @JsonProperty("set_up")
  SET_UP(List.of(SetupStep.values())),

  /** Away from Amazon Q; role and identity provider stay in AWS. */
  @JsonProperty("disconnect")
  DISCONNECT(List.of(SetupStep.OAUTH_APPLICATION, SetupStep.SERVICE_ACCOUNT)),

  /** The same, and what we made in AWS goes last. */
  @JsonProperty("disconnect_and_delete")
  DISCONNECT_AND_DELETE(
      List.of(SetupStep.OAUTH_APPLICATION, SetupStep.SERVICE_ACCOUNT, SetupStep.IAM_ACCESS));

  private final List<SetupStep> steps;

  SetupKind(List<SetupStep> steps) {
    this.steps = steps;
  }

  /** In reading order. */
  List<SetupStep> steps() {
    return steps;
  }

  public boolean disconnects() {
    return this != SET_UP;
  }
}
