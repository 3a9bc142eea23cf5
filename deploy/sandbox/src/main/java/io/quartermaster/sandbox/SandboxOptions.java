package io.quartermaster.sandbox;

import io.quartermaster.sandbox.aws.protocol.AccessKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * How to start a sandbox. The defaults are for tests: free ports, a small tree, nothing saved.
 *
 * @param ports 0 picks a free one
 * @param iam another IAM for the gateway to read; empty for the sandbox's own
 * @param checkApplications whether the gateway rejects OAuth applications that the sandbox's GitLab
 *     does not have
 * @param stateFile where the state is kept over restarts; empty for nowhere
 */
public record SandboxOptions(
    Ports ports,
    Seed seed,
    Optional<OtherIam> iam,
    boolean checkApplications,
    Optional<Path> stateFile,
    Clock clock) {

  /** The ports of the four listeners. */
  public record Ports(int aws, int gitlab, int gateway, int control) {}

  /** The size of the GitLab tree. */
  public record Seed(int groups, int projects) {}

  /** An IAM endpoint and the key to sign with there. */
  public record OtherIam(URI endpoint, AccessKey key) {}

  /** The defaults. */
  public static SandboxOptions defaults() {
    return new SandboxOptions(
        new Ports(0, 0, 0, 0),
        new Seed(5, 10),
        Optional.empty(),
        true,
        Optional.empty(),
        Clock.systemUTC());
  }

  public SandboxOptions withPorts(Ports next) {
    return new SandboxOptions(next, seed, iam, checkApplications, stateFile, clock);
  }

  public SandboxOptions withSeed(int groups, int projects) {
    Seed next = new Seed(groups, projects);
    return new SandboxOptions(ports, next, iam, checkApplications, stateFile, clock);
  }

  public SandboxOptions withIam(URI endpoint, AccessKey key) {
    Optional<OtherIam> next = Optional.of(new OtherIam(endpoint, key));
    return new SandboxOptions(ports, seed, next, checkApplications, stateFile, clock);
  }

  /** The OAuth applications are in another GitLab: the gateway accepts any. */
  public SandboxOptions withOtherGitLab() {
    return new SandboxOptions(ports, seed, iam, false, stateFile, clock);
  }

  public SandboxOptions withStateFile(Path file) {
    return new SandboxOptions(ports, seed, iam, checkApplications, Optional.of(file), clock);
  }

  public SandboxOptions withClock(Clock next) {
    return new SandboxOptions(ports, seed, iam, checkApplications, stateFile, next);
  }
}
