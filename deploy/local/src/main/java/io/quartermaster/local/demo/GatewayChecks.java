package io.quartermaster.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quartermaster.local.sandbox.SandboxControl;
import io.quartermaster.local.stack.StackFailure;
import java.util.List;

/** Asks the sandbox's journal whether its AI gateway has accepted a registration. */
final class GatewayChecks implements EndStateCheck {
  private static final String AREA = "AI gateway";
  private static final int NO_CONTENT = 204;

  private final SandboxControl sandbox;

  GatewayChecks(SandboxControl sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public List<Check> run() {
    try {
      List<Integer> answers =
          sandbox.journal("gateway", "CreateOAuthApplication").stream()
              .map((JsonNode entry) -> entry.path("status").asInt())
              .toList();
      return List.of(
          new Check(
              AREA,
              "registration answered 204",
              !answers.isEmpty() && answers.getLast() == NO_CONTENT,
              answers.toString()));
    } catch (StackFailure e) {
      return List.of(
          new Check(AREA, "registration answered 204", false, String.valueOf(e.getMessage())));
    }
  }
}
