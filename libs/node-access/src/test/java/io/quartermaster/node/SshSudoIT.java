package io.quartermaster.node;

import static io.quartermaster.node.TestNode.PRODUCTION;
import static io.quartermaster.node.TestNode.answered;
import static io.quartermaster.node.TestNode.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.node.NodeChannel.Result;
import io.quartermaster.node.SshSettings.Identity;
import io.quartermaster.sandbox.node.Programs;
import io.quartermaster.sandbox.node.RequiresPrograms;
import io.quartermaster.sandbox.node.StandInNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented sudoers file with a real sudo, for an account without other rights. */
@RequiresPrograms({"sshd", "ssh-keygen", "ruby", "sudo", "visudo", "useradd", "userdel"})
class SshSudoIT {
  private static final String ACCOUNT = "quartermaster-test-" + ProcessHandle.current().pid();
  private static final Path SUDOERS = Path.of("/etc/sudoers.d", ACCOUNT);

  @TempDir static Path folder;
  private static LoopbackSshd sshd;
  private static StandInNode files;
  private static SshChannel channel;
  private static NodeAccess node;

  @BeforeAll
  static void startServer() throws IOException {
    boolean root = LoopbackSshd.isRoot();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(root).as("the tests run as root, for an account and a sudoers file").isTrue();
    }
    assumeTrue(root, "Not root: account and sudoers file. Run these tests as root");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    sshd = LoopbackSshd.start(Files.createDirectory(folder.resolve("sshd")));
    LoopbackSshd.run(
        List.of(program("useradd"), "-M", "-d", "/", "-s", "/bin/sh", "-p", "*", ACCOUNT));
    Identity identity = new Identity.KeyFile(sshd.authorizedKey("key", "ed25519", ""), null);
    channel = new SshChannel(sshd.settings(ACCOUNT, identity, List.of("sudo", "-n")));
    files = new StandInNode(folder.resolve("node"));
    node = new NodeProgram("web-1", files.root().toString(), channel);
  }

  @AfterAll
  static void removeAccount() throws IOException {
    if (sshd != null) {
      Files.deleteIfExists(SUDOERS);
      sshd.close();
      LoopbackSshd.run(List.of(program("userdel"), "-f", ACCOUNT));
    }
  }

  @BeforeEach
  void layOutNode() throws IOException {
    files.prepare(TestNode.program());
    Files.setPosixFilePermissions(files.gitlabRb(), PosixFilePermissions.fromString("rw-------"));
    install(sudoers());
  }

  @Test
  void theDocumentedFileAllowsEveryCommand() {
    for (NodeCommand command : NodeCommand.values()) {
      assertThat(channel.run(command.argv(root()), "{}".getBytes(StandardCharsets.UTF_8)))
          .as("%s", command)
          .isInstanceOfSatisfying(
              Result.Ended.class, ended -> assertThat(ended.output()).contains("\"protocol\":1"));
    }
    assertThat(answered(node.observe(PRODUCTION)).gitlabVersion()).isNotNull();
  }

  @Test
  void theDocumentedFileAllowsNothingElse() {
    List<String> observe = NodeCommand.OBSERVE.argv(root());
    for (List<String> argv :
        List.of(
            List.of("cat", files.gitlabRb().toString()),
            List.of(observe.get(0), "-e", "exit"),
            List.of(observe.get(0), observe.get(1)),
            List.of(observe.get(0), observe.get(1), "other"),
            List.of(observe.get(0), observe.get(1), "observe", "more"),
            List.of(observe.get(0), "-rset", observe.get(1), "observe"),
            List.of("RUBYOPT=-rset", observe.get(0), observe.get(1), "observe"))) {
      assertThat(channel.run(argv, new byte[0]))
          .as("%s", argv)
          .isInstanceOfSatisfying(
              Result.Failed.class,
              failed ->
                  assertThat(failed.failure().code()).isEqualTo(FailureCodes.NODE_SUDO_REFUSED));
    }
  }

  @Test
  void namesAWrongSudoersFile() throws IOException {
    String sudoers = sudoers();
    install(sudoers.lines().filter(line -> line.endsWith("observe")).findFirst().orElseThrow());
    Observation.Hashes hashes = answered(node.observe(PRODUCTION)).hashes();
    assertRefused(node.stage(PRODUCTION, hashes));

    install(sudoers.replace("NOPASSWD: ", ""));
    assertRefused(node.observe(PRODUCTION));

    Files.delete(SUDOERS);
    assertRefused(node.observe(PRODUCTION));
  }

  @Test
  void namesAMissingProgramAndAMissingRuby() throws IOException {
    for (Path missing : List.of(files.nodeProgram(), files.ruby())) {
      files.prepare(TestNode.program());
      Files.delete(missing);
      assertThat(failed(node.observe(PRODUCTION)).code())
          .as("%s", missing)
          .isEqualTo(FailureCodes.NODE_PROGRAM_MISSING);
    }
  }

  private static void assertRefused(NodeReply<?> reply) {
    NodeFailure failure = failed(reply);
    assertThat(failure.code()).isEqualTo(FailureCodes.NODE_SUDO_REFUSED);
    assertThat(failure.unavailable()).isFalse();
  }

  private static String root() {
    return files.root().toString();
  }

  /** The documented text, for the account and the folder of this test. */
  private static String sudoers() throws IOException {
    return SudoersTest.text()
        .replace("quartermaster ALL", ACCOUNT + " ALL")
        .replace(" /opt/", " " + root() + "/opt/");
  }

  /** Checked first: a sudoers file with a mistake would lock sudo for the whole machine. */
  private static void install(String text) throws IOException {
    Path checked = Files.writeString(folder.resolve("sudoers"), text + "\n");
    Files.setPosixFilePermissions(checked, PosixFilePermissions.fromString("r--r-----"));
    LoopbackSshd.run(List.of(program("visudo"), "-c", "-f", checked.toString()));
    Files.move(checked, SUDOERS, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String program(String name) {
    return Programs.find(name).orElseThrow().toString();
  }
}
