package io.quartermaster.sandbox;

import io.quartermaster.sandbox.aws.AccessKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How to start a sandbox. The defaults are for tests: free ports, a small tree, nothing saved.
 *
 * @param ports 0 takes a free one
 * @param iam another IAM for the gateway to ask; empty for the sandbox's own
 * @param checkApplications whether the gateway knows the OAuth applications: only while GitLab is
 *     the sandbox's own
 * @param stateFile where the state is kept over restarts; empty for nowhere
 * @param principalPropagation how long a new identity provider is unknown to trust policies
 * @param journalCapacity entries that the journal holds
 */
public record SandboxOptions(
    Ports ports,
    Seed seed,
    Optional<OtherIam> iam,
    boolean checkApplications,
    Optional<Path> stateFile,
    Duration principalPropagation,
    int journalCapacity,
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
        Duration.ZERO,
        10_000,
        Clock.systemUTC());
  }

  public SandboxOptions withPorts(Ports next) {
    return new SandboxOptions(
        next,
        seed,
        iam,
        checkApplications,
        stateFile,
        principalPropagation,
        journalCapacity,
        clock);
  }

  public SandboxOptions withSeed(int groups, int projects) {
    return new SandboxOptions(
        ports,
        new Seed(groups, projects),
        iam,
        checkApplications,
        stateFile,
        principalPropagation,
        journalCapacity,
        clock);
  }

  public SandboxOptions withIam(URI endpoint, AccessKey key) {
    return new SandboxOptions(
        ports,
        seed,
        Optional.of(new OtherIam(endpoint, key)),
        checkApplications,
        stateFile,
        principalPropagation,
        journalCapacity,
        clock);
  }

  /** The OAuth applications live in another GitLab: the gateway takes any. */
  public SandboxOptions withOtherGitLab() {
    return new SandboxOptions(
        ports, seed, iam, false, stateFile, principalPropagation, journalCapacity, clock);
  }

  public SandboxOptions withStateFile(Path file) {
    return new SandboxOptions(
        ports,
        seed,
        iam,
        checkApplications,
        Optional.of(file),
        principalPropagation,
        journalCapacity,
        clock);
  }

  public SandboxOptions withPrincipalPropagation(Duration delay) {
    return new SandboxOptions(
        ports, seed, iam, checkApplications, stateFile, delay, journalCapacity, clock);
  }

  public SandboxOptions withJournalCapacity(int entries) {
    return new SandboxOptions(
        ports, seed, iam, checkApplications, stateFile, principalPropagation, entries, clock);
  }

  public SandboxOptions withClock(Clock next) {
    return new SandboxOptions(
        ports,
        seed,
        iam,
        checkApplications,
        stateFile,
        principalPropagation,
        journalCapacity,
        next);
  }
}
