package io.quartermaster.local.demo;

import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.gitlab.CloudConnectorToken;
import io.quartermaster.local.Terminal;
import io.quartermaster.local.sandbox.SandboxControl;
import io.quartermaster.local.settings.SettingsApi;
import io.quartermaster.local.settings.SetupProgress;
import io.quartermaster.local.stack.EndedPart;
import io.quartermaster.local.stack.Stack;
import io.quartermaster.local.stack.StackFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One set-up on a running stack, watched and then checked. */
public final class Demo {
  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  private final Stack stack;
  private final String roleArn;
  private final Expectation expected;
  private final Terminal terminal;

  public Demo(Stack stack, String roleArn, GatewayEnvironment environment, Terminal terminal) {
    this.stack = stack;
    this.roleArn = roleArn;
    this.terminal = terminal;
    String instance =
        CloudConnectorToken.parse(stack.credentials().cloudConnectorToken())
            .flatMap(CloudConnectorToken::instanceUid)
            .orElseThrow(() -> new StackFailure("The Cloud Connector token names no instance."));
    this.expected = Expectation.of(instance, roleArn, stack.addresses().gitlab(), environment);
  }

  /** As the other, on a stack whose parts may end and be restarted meanwhile. */
  public DemoResult run(Duration stackStart) {
    return run(stackStart, new CompletableFuture<>());
  }

  /**
   * Saves the ARN, waits for the end of the set-up, checks the result.
   *
   * @param partEnd ends the wait with a {@link StackFailure}
   */
  public DemoResult run(Duration stackStart, CompletableFuture<EndedPart> partEnd) {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      SettingsApi api =
          new SettingsApi(
              client, stack.addresses().settingsApi(), stack.tokens()::administratorToken);
      StepTimes times = new StepTimes();
      SetupView view = new SetupView(terminal);
      terminal.line("PUT " + stack.addresses().settingsApi().resolve("settings"));
      terminal.line("    " + roleArn + ", default_on");
      // Set again right before the save; the stream's first event comes before that.
      long[] savedAt = {System.nanoTime()};
      try (SetupWatch watch =
          SetupWatch.open(
              api,
              progress -> {
                Duration at = Duration.ofNanos(System.nanoTime() - savedAt[0]);
                times.accept(progress, at);
                view.show(progress, times, at);
              })) {
        savedAt[0] = System.nanoTime();
        api.save(roleArn, "default_on", false);
        SetupProgress end = watch.await(TIMEOUT, partEnd);
        Duration readyAfter = Duration.ofNanos(System.nanoTime() - savedAt[0]);
        return new DemoResult(roleArn, end, times, stackStart, readyAfter, checks(client));
      }
    }
  }

  private List<Check> checks(HttpClient client) {
    List<EndStateCheck> all = new ArrayList<>();
    all.add(new IamChecks(stack.addresses().aws(), stack.credentials(), expected));
    all.add(
        new GitLabChecks(client, stack.addresses().gitlab(), stack.credentials().gitlabToken()));
    URI control = stack.addresses().sandboxControl();
    if (control != null && stack.addresses().sandboxGateway()) {
      all.add(new GatewayChecks(new SandboxControl(client, control)));
    }
    all.add(new NodeChecks(stack.node(), expected));
    return all.stream().flatMap(check -> check.run().stream()).toList();
  }
}
