package io.quartermaster.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quartermaster.local.Terminal;
import io.quartermaster.local.access.TokenIssuer;
import io.quartermaster.local.settings.SettingsApi;
import io.quartermaster.local.settings.SetupProgress;
import io.quartermaster.local.stack.Addresses;
import io.quartermaster.local.stack.RunFile;
import io.quartermaster.local.stack.RunLock;
import io.quartermaster.local.stack.StackFailure;
import io.quartermaster.local.stack.StackHealth;
import io.quartermaster.local.stack.StackLayout;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows which parts answer and how far the set-up is. */
@Command(
    name = "status",
    description = "Show the health of every part and the steps of the set-up.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every part is ready",
      "1:not running, or a part is not ready",
      "2:wrong usage"
    })
public final class StatusCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private StateOption state = new StateOption();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  private final Terminal terminal = Terminal.standard();

  @Override
  public Integer call() {
    StackLayout layout = state.layout();
    Optional<Addresses> addresses = new RunFile(layout.runFile()).read();
    if (addresses.isEmpty()) {
      terminal.line(json ? "{\"running\":false,\"ready\":false}" : notRunning(layout));
      return 1;
    }
    List<StackHealth.Part> parts = StackHealth.of(addresses.get());
    boolean ready = parts.stream().allMatch(StackHealth.Part::ready);
    Optional<SetupProgress> setup = setup(layout, addresses.get());
    if (json) {
      terminal.line(document(layout, parts, ready, setup).toPrettyString());
    } else {
      show(layout, parts, setup);
    }
    return ready ? 0 : 1;
  }

  private static String notRunning(StackLayout layout) {
    return RunLock.holder(layout)
        .map(up -> "Starting or stopping (pid " + up.pid() + "); retry in a moment.")
        .orElse("Not running. ./qm up" + StateOption.asText(layout) + " starts it.");
  }

  private static Optional<SetupProgress> setup(StackLayout layout, Addresses addresses) {
    TokenIssuer tokens = new TokenIssuer(layout.tokenKeys(), Clock.systemUTC());
    try (HttpClient client = HttpClient.newHttpClient()) {
      return Optional.of(
          new SettingsApi(client, addresses.settingsApi(), tokens::administratorToken).setup());
    } catch (StackFailure settingsServiceIsAway) {
      return Optional.empty();
    }
  }

  private void show(
      StackLayout layout, List<StackHealth.Part> parts, Optional<SetupProgress> setup) {
    for (StackHealth.Part part : parts) {
      String state = part.ready() ? terminal.green("ready    ") : terminal.red("not ready");
      terminal.line("  %-24s %s  %s".formatted(part.name(), state, part.address()));
    }
    for (StackHealth.Part part : parts) {
      if (!part.ready()) {
        terminal.line();
        NotReadyReason.of(layout, part).lines().forEach(terminal::line);
      }
    }
    if (RunLock.holder(layout).isEmpty()) {
      terminal.line();
      terminal.line(
          "./qm up itself has ended. ./qm down"
              + StateOption.asText(layout)
              + " stops what it left running.");
    }
    terminal.line();
    setup.ifPresentOrElse(
        progress -> new SetupTable(terminal).show(progress),
        () -> terminal.line("The set-up cannot be read: settings-service does not answer."));
  }

  private static ObjectNode document(
      StackLayout layout,
      List<StackHealth.Part> parts,
      boolean ready,
      Optional<SetupProgress> setup) {
    ObjectNode document = JSON.createObjectNode();
    document.put("running", true);
    document.put("ready", ready);
    ArrayNode all = document.putArray("parts");
    for (StackHealth.Part part : parts) {
      ObjectNode each =
          all.addObject()
              .put("name", part.name())
              .put("address", part.address())
              .put("ready", part.ready());
      if (!part.ready()) {
        each.put("reason", NotReadyReason.of(layout, part).text());
      }
    }
    document.set("setup", setup.map(JSON::<ObjectNode>valueToTree).orElse(null));
    return document;
  }
}
