package io.quartermaster.local.stack;

import io.quartermaster.servers.PidFile;
import java.util.ArrayList;
import java.util.List;

/** What a killed stack has left running. */
public final class StackRemains {
  private final List<List<PidFile>> inStopOrder;
  private final RunFile runFile;

  private StackRemains(StackLayout layout) {
    List<PidFile> ours = new ArrayList<>();
    for (ServiceName service : ServiceName.values()) {
      ours.add(layout.pidFile(service.wireName()));
    }
    ours.add(layout.pidFile(StackStart.SANDBOX));
    // The servers keep their own files beside their data.
    inStopOrder =
        List.of(
            ours,
            List.of(new PidFile(layout.kafkaData().resolve("pid"))),
            List.of(new PidFile(layout.postgresData().resolve("pid"))));
    runFile = new RunFile(layout.runFile());
  }

  public static StackRemains of(StackLayout layout) {
    return new StackRemains(layout);
  }

  /** Stops what runs, what depends on others first. Returns how many processes that were. */
  public int stop() {
    runFile.delete();
    return inStopOrder.stream().mapToInt(PidFile::stopAll).sum();
  }
}
