package io.quartermaster.node;

import static io.quartermaster.node.TestNode.PRODUCTION;
import static io.quartermaster.node.TestNode.answered;
import static io.quartermaster.node.TestNode.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.sandbox.node.StandInReconfigure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reconfigure job: one at a time, detached, and never ended half-way. */
class NodeJobTest {

  @TempDir Path folder;
  private TestNode node;
  private StandInReconfigure runs;

  @BeforeEach
  void prepare() {
    node = TestNode.in(folder);
    runs = node.files.reconfigure();
  }

  @AfterEach
  void end() {
    runs.clear();
    await().until(() -> job() == null || job().state() != Job.State.RUNNING);
  }

  @Test
  void oneJobForCallersAtTheSameTime() {
    runs.hold();
    List<CompletableFuture<Job>> calls =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> start(UUID.randomUUID())))
            .limit(2)
            .toList();

    List<Job> jobs = calls.stream().map(CompletableFuture::join).toList();

    assertThat(jobs).extracting(Job::state).containsOnly(Job.State.RUNNING);
    assertThat(jobs.getFirst().id()).isEqualTo(jobs.getLast().id());
    assertThat(job().exitStatus()).isNull();
    assertThat(job().endedAt()).isNull();
    runs.release();
    await().until(() -> job().state() == Job.State.ENDED);
    assertThat(runs.runs()).hasSize(1);

    UUID ended = jobs.getFirst().id();
    assertThat(start(ended).state()).as("an ended job is not repeated").isEqualTo(Job.State.ENDED);
    assertThat(runs.runs()).hasSize(1);
    UUID other = UUID.randomUUID();
    assertThat(start(other).id()).isEqualTo(other);
    await().until(() -> job().state() == Job.State.ENDED);
    assertThat(runs.runs()).hasSize(2);
    assertThat(runs.overlapped()).isFalse();
  }

  @Test
  void jobOutlivesItsStarter() throws Exception {
    runs.hold();
    // The starter and everything that it started is ended when the caller is interrupted.
    Path slow = Files.writeString(folder.resolve("slow"), "#!/bin/sh\n\"$@\"\nsleep 600\n");
    Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwxr-xr-x"));
    NodeAccess endless = node.accessWith(List.of(slow.toString()), Duration.ofMinutes(5));
    UUID id = UUID.randomUUID();
    FutureTask<NodeReply<Job>> call = new FutureTask<>(() -> endless.start(id));
    Thread caller = Thread.ofPlatform().start(call);
    await().until(() -> runs.runs().size() == 1);

    caller.interrupt();

    assertThat(failed(call.get()).code()).isEqualTo(FailureCodes.NODE_UNREACHABLE);
    assertThat(start(UUID.randomUUID()).id()).as("the running job is adopted").isEqualTo(id);
    runs.release();
    await().until(() -> job().state() == Job.State.ENDED);
    assertThat(job().exitStatus()).isZero();
  }

  @Test
  void failureHasItsStatusAndOutput() {
    runs.failNext(1, "first\nFATAL: NoMethodError");

    UUID id = UUID.randomUUID();
    start(id);
    await().until(() -> job().state() == Job.State.ENDED);

    assertThat(job().exitStatus()).isEqualTo(1);
    assertThat(job().output()).contains("FATAL: NoMethodError");
    assertThat(job().endedAt()).isAfterOrEqualTo(job().startedAt());
  }

  @Test
  void killedRunnerLeavesTheCommandAlone() throws IOException {
    runs.hold();
    UUID id = UUID.randomUUID();
    start(id);
    await().until(() -> runs.runs().size() == 1);

    kill(runner());

    assertThat(job().state()).as("the command still runs").isEqualTo(Job.State.RUNNING);
    assertThat(start(UUID.randomUUID()).id()).isEqualTo(id);
    runs.release();
    await().until(() -> job().state() == Job.State.LOST);
    assertThat(runs.runs()).singleElement().returns(0, StandInReconfigure.Run::exitStatus);
    assertThat(job().output()).contains("gitlab Reconfigured!");
    UUID next = UUID.randomUUID();
    assertThat(start(next).id()).isEqualTo(next);
    await().until(() -> job().state() == Job.State.ENDED);
    assertThat(runs.overlapped()).isFalse();
  }

  @Test
  void jobIsLostWhenEverythingWasKilled() throws IOException {
    runs.hold();
    UUID id = UUID.randomUUID();
    start(id);
    await().until(() -> runs.runs().size() == 1);

    kill(runner());
    kill(runs.runs().getFirst().processId());

    await().until(() -> job().state() == Job.State.LOST);
    assertThat(job().exitStatus()).isNull();
    assertThat(start(id).state()).as("the same job is not repeated").isEqualTo(Job.State.LOST);
    runs.release();
    start(UUID.randomUUID());
    await().until(() -> job().state() == Job.State.ENDED);
  }

  @Test
  void processesOfAnotherSystemAreNotTheJob() throws IOException {
    start(UUID.randomUUID());
    await().until(() -> job().state() == Job.State.ENDED);
    Process other = new ProcessBuilder("setsid", "sleep", "600").start();
    try {
      // As left behind by a restart in the middle of a job, with a process number in use again.
      rewrite(
          json ->
              json.putObject("runner")
                  .put("session", other.pid())
                  .put("started", 1)
                  .put("system", system()));
      assertThat(job().state()).as("another start time").isEqualTo(Job.State.LOST);
      rewrite(
          json ->
              json.putObject("runner")
                  .put("session", other.pid())
                  .put("started", startOf(other.pid()))
                  .put("system", "before"));
      assertThat(job().state()).as("another boot").isEqualTo(Job.State.LOST);
      rewrite(
          json ->
              json.putObject("runner")
                  .put("session", other.pid())
                  .put("started", startOf(other.pid()))
                  .put("system", system()));
      assertThat(job().state()).as("the same process").isEqualTo(Job.State.RUNNING);
    } finally {
      other.destroyForcibly();
    }
    await().until(() -> job().state() == Job.State.LOST);
  }

  @Test
  void outputIsBoundedAndWithoutSecrets() throws IOException {
    command(
        """
        head -c 3000000 /dev/zero | tr '\\0' 'x' | fold -w 99
        printf '\\033[0;32mgreen\\033[0m\\a line\\n'
        echo "  * template[/var/opt/gitlab/gitlab-rails/etc/database.yml] action create (up to date)"
        echo "/opt/gitlab/embedded/cookbooks/cache/cookbooks/gitlab/recipes/default"
        echo 'gitlab_rails["db_password"] = "hunter2 hunter3"'
        echo "PASSWORD=hunter4"
        echo "    secret_key_base: hunter5"
        echo "'otp_key_base' => 'hunter6',"
        echo '"access_token":"hunter7"'
        echo "credentials : hunter8"
        echo "redis://:hunter9@redis.example.com/0 and https://user:hunter10@proxy.example.com"
        echo "psql --password hunter11"
        echo "passphrase hunter14, root_password 'hunter' and <password>hunter</password>"
        echo "curl -u admin:hunter15 https://example.com"; echo "    +hunter16"; echo "    -hunter17"
        echo "AKIAIOSFODNN7EXAMPLE and q0w1e2r3t4y5u6i7o8p9a0s1"
        echo "Authorization: Bearer hunter12"
        echo "token glpat-hunter13hunter13"
        echo "0123456789abcdef0123456789abcdef0123456789abcdef"
        echo "value AbCdEfGhIjKlMnOp0123456789/+AbCd=="
        printf -- '-----BEGIN RSA PRIVATE KEY-----\\nshort\\n-----END RSA PRIVATE KEY-----\\n'
        head -c 5000 /dev/zero | tr '\\0' 'y'
        exit 7
        """);

    start(UUID.randomUUID());
    await().until(() -> job().state() == Job.State.ENDED);

    Job job = job();
    assertThat(job.exitStatus()).isEqualTo(7);
    assertThat(job.output().length()).isLessThan(20_000);
    assertThat(job.output().lines())
        .hasSizeLessThanOrEqualTo(60)
        .allMatch(line -> line.length() <= 300);
    assertThat(job.output())
        .contains("green line")
        .contains("* template[/var/opt/gitlab/gitlab-rails/etc/database.yml] action create")
        .contains("/opt/gitlab/embedded/cookbooks/cache/cookbooks/gitlab/recipes/default")
        .contains("@redis.example.com/0")
        .contains("secret_key_base: [redacted]")
        .doesNotContain("hunter", "0123456789", "AKIA", "q0w1", "short", "\u001b", "\u0007");
    assertThat(folder.resolve("var/lib/quartermaster/reconfigure.log"))
        .satisfies(log -> assertThat(Files.size(log)).isLessThan(3_000_000))
        .satisfies(log -> assertThat(Files.getAttribute(log, "unix:mode")).isEqualTo(0100600));
  }

  @Test
  void signalOfTheCommandIsItsStatus() throws IOException {
    command("kill -9 $$\n");

    start(UUID.randomUUID());

    await().until(() -> job().state() == Job.State.ENDED);
    assertThat(job().exitStatus()).isEqualTo(137);
  }

  @Test
  void refusesWithoutTheCommand() throws IOException {
    Files.delete(node.files.gitlabCtl());

    NodeFailure failure = failed(node.access.start(UUID.randomUUID()));

    assertThat(failure.code()).isEqualTo(FailureCodes.RECONFIGURE_COMMAND_MISSING);
    assertThat(failure.detail()).contains("/opt/gitlab/bin/gitlab-ctl");
    assertThat(job()).isNull();
  }

  private Job start(UUID id) {
    return answered(node.access.start(id));
  }

  private Job job() {
    return node.observe(PRODUCTION).job();
  }

  private void command(String script) throws IOException {
    Files.writeString(node.files.gitlabCtl(), "#!/bin/bash\n" + script);
  }

  private long runner() throws IOException {
    return new JsonMapper().readTree(jobFile().toFile()).path("runner").path("session").asLong();
  }

  private Path jobFile() {
    return folder.resolve("var/lib/quartermaster/job.json");
  }

  private static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private interface Change {
    void apply(ObjectNode json) throws IOException;
  }

  private void rewrite(Change change) throws IOException {
    JsonMapper mapper = new JsonMapper();
    JsonNode json = mapper.readTree(jobFile().toFile());
    ((ObjectNode) json).remove(List.of("ended_at", "exit_status"));
    change.apply((ObjectNode) json);
    mapper.writeValue(jobFile().toFile(), json);
  }

  private static String system() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
        + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
  }

  private static long startOf(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19]);
  }
}
