package io.quartermaster.node;

import static io.quartermaster.node.TestNode.PRODUCTION;
import static io.quartermaster.node.TestNode.answered;
import static io.quartermaster.node.TestNode.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.node.SshSettings.Identity;
import io.quartermaster.sandbox.node.RequiresPrograms;
import io.quartermaster.sandbox.node.StandInNode;
import io.quartermaster.sandbox.node.StandInReconfigure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The node program and its jobs over a real SSH server. */
@RequiresPrograms({"sshd", "ssh-keygen", "ruby"})
class SshNodeIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static LoopbackSshd sshd;
  private static SshSettings settings;

  private StandInNode files;
  private NodeAccess node;

  @BeforeAll
  static void startServer() throws IOException {
    sshd = LoopbackSshd.start(Files.createDirectory(folder.resolve("sshd")));
    Identity identity = new Identity.KeyFile(sshd.authorizedKey("key", "ed25519", ""), null);
    settings = sshd.settings(System.getProperty("user.name"), identity, List.of());
  }

  @AfterAll
  static void stopServer() {
    sshd.close();
  }

  @BeforeEach
  void layOutNode() throws IOException {
    files = new StandInNode(Files.createTempDirectory(folder, "node"));
    files.prepare(TestNode.program());
    node = over(settings);
  }

  @Test
  void configuresAndReconfiguresANode() {
    Observation before = answered(node.observe(PRODUCTION));
    answered(node.stage(PRODUCTION, before.hashes()));
    answered(node.check());
    answered(node.apply());
    reconfigure().slowDown(Duration.ofMillis(300));

    Job job = answered(node.start(UUID.randomUUID()));

    assertThat(job.state()).isEqualTo(Job.State.RUNNING);
    Job ended = awaitEnd(job.id());
    assertThat(ended.exitStatus()).isZero();
    assertThat(answered(node.observe(PRODUCTION)).railsEnvironment())
        .isEqualTo(PRODUCTION.variables());
    answered(node.keep());
  }

  @Test
  void reportsARailsScriptThatFailsWithoutOutput() throws IOException {
    Files.writeString(files.gitlabCtl().resolveSibling("gitlab-rails"), "#!/bin/sh\nexit 1\n");

    assertThat(failed(node.rails("ai_gateway_url", JsonNodeFactory.instance.objectNode())).code())
        .isEqualTo(FailureCodes.RAILS_SCRIPT_FAILED);
  }

  @Test
  void reportsAFailedReconfigure() {
    reconfigure().failNext(1, "no space left");

    Job ended = awaitEnd(answered(node.start(UUID.randomUUID())).id());

    assertThat(ended.exitStatus()).isNotZero();
    assertThat(ended.output()).contains("no space left");
  }

  @Test
  void startsOneJobForTwoConnectionsAtOnce() {
    reconfigure().hold();
    List<CompletableFuture<Job>> starts =
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> answered(over(settings).start(UUID.randomUUID()))))
            .toList();

    Set<UUID> ids = Set.of(starts.get(0).join().id());
    assertThat(starts).allSatisfy(start -> assertThat(start.join().id()).isIn(ids));

    reconfigure().release();
    awaitEnd(ids.iterator().next());
    assertThat(reconfigure().runs()).hasSize(1);
    assertThat(reconfigure().overlapped()).isFalse();
  }

  @Test
  void adoptsAJobThatOutlivesEveryTimeLimit() {
    reconfigure().hold();
    UUID id = answered(node.start(UUID.randomUUID())).id();
    sshd.connections().forEach(ProcessHandle::destroyForcibly);

    assertThat(answered(node.observe(PRODUCTION)).job())
        .satisfies(job -> assertThat(job.state()).isEqualTo(Job.State.RUNNING));
    assertThat(answered(node.start(id)).state()).isEqualTo(Job.State.RUNNING);

    reconfigure().release();
    assertThat(awaitEnd(id).exitStatus()).isZero();
    assertThat(answered(node.start(id)).state()).isEqualTo(Job.State.ENDED);
    assertThat(reconfigure().runs()).hasSize(1);
  }

  @Test
  void startsOneJobHoweverEarlyOrLateTheConnectionIsLost() throws IOException {
    reconfigure().hold();
    UUID id = UUID.randomUUID();
    int answers = 0;
    int losses = 0;
    for (int bytes = 0; answers == 0; bytes += 250) {
      try (CutConnection cut = new CutConnection(sshd.port(), bytes)) {
        NodeReply<Job> reply = over(through(cut)).start(id);
        if (reply instanceof NodeReply.Answered<Job>(Job job)) {
          assertThat(job.id()).isEqualTo(id);
          answers++;
        } else {
          assertThat(failed(reply).code())
              .as("after %d bytes", bytes)
              .isEqualTo(FailureCodes.NODE_UNREACHABLE);
          losses++;
        }
      }
    }
    assertThat(losses).isGreaterThan(5);

    reconfigure().release();
    assertThat(awaitEnd(id).exitStatus()).isZero();
    assertThat(reconfigure().runs()).hasSize(1);
  }

  private Job awaitEnd(UUID id) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              Job job = answered(node.observe(PRODUCTION)).job();
              return job != null && job.id().equals(id) && job.state() == Job.State.ENDED;
            });
    Job job = answered(node.observe(PRODUCTION)).job();
    assertThat(job).isNotNull();
    return job;
  }

  private StandInReconfigure reconfigure() {
    return files.reconfigure();
  }

  private NodeAccess over(SshSettings settings) {
    return new NodeProgram("web-1", files.root().toString(), new SshChannel(settings));
  }

  /** The same server at another port, which a known_hosts file names separately. */
  private static SshSettings through(CutConnection cut) throws IOException {
    Path knownHosts =
        Files.writeString(
            folder.resolve("known_hosts_cut"),
            sshd.knownHost(folder.resolve("sshd/host_key.pub"))
                .replace(":" + sshd.port(), ":" + cut.port()));
    return new SshSettings(
        settings.host(),
        cut.port(),
        settings.user(),
        settings.identity(),
        knownHosts,
        settings.prefix(),
        settings.connectTimeout(),
        settings.commandTimeout());
  }
}
