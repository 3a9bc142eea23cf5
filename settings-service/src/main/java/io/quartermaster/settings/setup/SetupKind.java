package io.quartermaster.settings.setup;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quartermaster.contracts.SetupStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /**
   * In display order.
   *
   * @param removesGatewayConfig whether a disconnect has the step of the GitLab nodes too
   */
  List<SetupStep> steps(boolean removesGatewayConfig) {
    return removesGatewayConfig
        ? Stream.concat(steps.stream(), Stream.of(SetupStep.GATEWAY_CONFIGURATION)).toList()
        : steps;
  }

  /** The step that has to be done before this one can start; empty when there is none. */
  Optional<SetupStep> prerequisiteOf(SetupStep step) {
    return Optional.ofNullable(
        switch (step) {
          case GATEWAY_CONFIGURATION -> null;
          case IAM_ACCESS -> disconnects() ? SetupStep.SERVICE_ACCOUNT : null;
          case SERVICE_ACCOUNT -> disconnects() ? SetupStep.OAUTH_APPLICATION : null;
          case OAUTH_APPLICATION -> disconnects() ? null : SetupStep.IAM_ACCESS;
          case PROJECT_MEMBERSHIPS -> disconnects() ? null : SetupStep.SERVICE_ACCOUNT;
        });
  }

  public boolean disconnects() {
    return this != SET_UP;
  }
}
