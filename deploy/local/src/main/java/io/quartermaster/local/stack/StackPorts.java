package io.quartermaster.local.stack;

import io.quartermaster.servers.FreePort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The TCP ports of a stack, all on the loopback address.
 *
 * @param services the five services in the order of {@link ServiceName}
 */
public record StackPorts(
    List<Integer> services,
    int sandboxControl,
    int sandboxAws,
    int sandboxGitlab,
    int sandboxGateway,
    int kafka,
    int postgres) {

  public static final int DEFAULT_BASE = 8100;
  public static final int DEFAULT_KAFKA = 19092;
  public static final int DEFAULT_POSTGRES = 15432;

  private static final int HIGHEST_PORT = 65_535;
  private static final int SANDBOX_OFFSET = 10;

  public StackPorts {
    services = List.copyOf(services);
    if (services.size() != ServiceName.values().length) {
      throw new IllegalArgumentException("One port for each service, not " + services);
    }
  }

  /** Services on base to base+4, the sandbox on base+10 to base+13. */
  public static StackPorts from(int base, int kafka, int postgres) {
    List<Integer> services = new ArrayList<>();
    for (int i = 0; i < ServiceName.values().length; i++) {
      services.add(base + i);
    }
    int sandbox = base + SANDBOX_OFFSET;
    StackPorts ports =
        new StackPorts(services, sandbox, sandbox + 1, sandbox + 2, sandbox + 3, kafka, postgres);
    ports.refuseImpossible();
    return ports;
  }

  /** Ports that are free, and that no other program of ours chooses. */
  public static StackPorts free() {
    int base = FreePort.findRange(SANDBOX_OFFSET + 6);
    return from(base, base + SANDBOX_OFFSET + 4, base + SANDBOX_OFFSET + 5);
  }

  public static StackPorts defaults() {
    return from(DEFAULT_BASE, DEFAULT_KAFKA, DEFAULT_POSTGRES);
  }

  public int of(ServiceName service) {
    return services.get(service.ordinal());
  }

  /** Every port with the part that listens there. */
  public Map<String, Integer> byPart() {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (ServiceName service : ServiceName.values()) {
      all.put(service.wireName(), of(service));
    }
    all.put("sandbox (control)", sandboxControl);
    all.put("sandbox (AWS)", sandboxAws);
    all.put("sandbox (GitLab)", sandboxGitlab);
    all.put("sandbox (AI gateway)", sandboxGateway);
    all.put("kafka", kafka);
    all.put("postgresql", postgres);
    return all;
  }

  private void refuseImpossible() {
    Set<Integer> seen = new HashSet<>();
    byPart()
        .forEach(
            (part, port) -> {
              if (port < 1 || port > HIGHEST_PORT) {
                throw new StackFailure(part + " cannot listen on port " + port + ".");
              }
              if (!seen.add(port)) {
                throw new StackFailure(
                    "Two parts cannot share port %d, one of them %s.".formatted(port, part));
              }
            });
  }
}
