package io.quartermaster.node;

import static io.quartermaster.node.TestNode.PRODUCTION;
import static io.quartermaster.node.TestNode.answered;
import static io.quartermaster.node.TestNode.failed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quartermaster.contracts.FailureCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a change on a node, and what ends it. */
class NodeConfigurationTest {

  @TempDir Path folder;
  private TestNode node;

  @BeforeEach
  void prepare() {
    node = TestNode.in(folder);
  }

  @Test
  void configuresReconfiguresAndRemoves() {
    String before = node.gitlabRb();
    Observation absent = node.observe(PRODUCTION);
    assertThat(absent.statement()).isEqualTo(Observation.Statement.ABSENT);
    assertThat(absent.include().state()).isEqualTo(Observation.Include.State.ABSENT);
    assertThat(absent.include().diff())
        .contains("+quartermaster_env['AI_GATEWAY_URL'] = 'https://gateway.example.com'")
        .contains("+quartermaster_env.delete('CLOUD_CONNECTOR_SELF_SIGN_TOKENS')");
    assertThat(absent.job()).isNull();

    answered(node.access.stage(PRODUCTION, absent.hashes()));
    assertThat(answered(node.access.check()).evaluated()).isTrue();
    answered(node.access.apply());
    answered(node.access.apply());
    answered(node.access.keep());
    UUID id = UUID.randomUUID();
    answered(node.access.start(id));

    await().until(() -> answered(node.access.start(id)).state() == Job.State.ENDED);
    Observation done = node.observe(PRODUCTION);
    assertThat(done.statement()).isEqualTo(Observation.Statement.LAST);
    assertThat(done.include())
        .isEqualTo(new Observation.Include(Observation.Include.State.AS_DESIRED, List.of()));
    assertThat(done.railsEnvironment()).isEqualTo(PRODUCTION.variables());
    assertThat(done.gitlabVersion()).isEqualTo("18.9.0");
    assertThat(node.files.reconfigure().runs()).hasSize(1);
    assertThat(node.otherFiles()).isEmpty();

    node.configure(new NodeGoal.Absent());
    assertThat(node.gitlabRb()).isEqualTo(before);
    assertThat(node.files.include()).doesNotExist();
    node.configure(new NodeGoal.LastGood());
    assertThat(node.observe(new NodeGoal.LastGood()).include().state())
        .isEqualTo(Observation.Include.State.AS_DESIRED);
    assertThat(node.observe(PRODUCTION).statement()).isEqualTo(Observation.Statement.LAST);
  }

  @Test
  void nothingIsTheLastGoodConfigurationOfANewNode() {
    node.configure(PRODUCTION);

    node.configure(new NodeGoal.LastGood());

    assertThat(node.observe(PRODUCTION).statement()).isEqualTo(Observation.Statement.ABSENT);
    assertThat(node.files.include()).doesNotExist();
  }

  @Test
  void writesValuesAsData() {
    String value = "'); exit # #{1}\\ \" %s $HOME `id`";
    NodeGoal goal = new NodeGoal.Present(Map.of("CUSTOMER_PORTAL_URL", value), Set.of());

    node.configure(goal);
    UUID id = UUID.randomUUID();
    answered(node.access.start(id));

    await().until(() -> answered(node.access.start(id)).state() == Job.State.ENDED);
    assertThat(node.observe(goal).railsEnvironment()).containsEntry("CUSTOMER_PORTAL_URL", value);
  }

  @Test
  void rejectsGoalsThatItDoesNotKnow() {
    for (NodeGoal goal :
        List.of(
            new NodeGoal.Present(Map.of("RAILS_ENV", "test"), Set.of()),
            new NodeGoal.Present(Map.of(), Set.of("HOME")),
            new NodeGoal.Present(Map.of("AI_GATEWAY_URL", "two\nlines"), Set.of()),
            new NodeGoal.Present(Map.of("AI_GATEWAY_URL", "x".repeat(2049)), Set.of()),
            new NodeGoal.Present(Map.of("AI_GATEWAY_URL", "x"), Set.of("AI_GATEWAY_URL")))) {
      NodeFailure failure = failed(node.access.observe(goal));
      assertThat(failure.code()).isEqualTo(FailureCodes.NODE_PROGRAM_OUTDATED);
      assertThat(failure.unavailable()).isFalse();
    }
    assertThat(failed(node.access.rails("other", new JsonMapper().createObjectNode())).code())
        .isEqualTo(FailureCodes.NODE_PROGRAM_OUTDATED);
  }

  @Test
  void showsWhatWasEditedWithoutSecrets() throws IOException {
    node.configure(PRODUCTION);
    Files.writeString(
        node.files.include(),
        TestNode.text(node.files.include()).replace("gateway.example", "other.example")
            + "gitlab_rails['smtp_password'] = 'hunter2'\n");

    Observation.Include include = node.observe(PRODUCTION).include();

    assertThat(include.state()).isEqualTo(Observation.Include.State.DIFFERS);
    assertThat(include.diff())
        .contains("-quartermaster_env['AI_GATEWAY_URL'] = 'https://other.example.com'")
        .contains("+quartermaster_env['AI_GATEWAY_URL'] = 'https://gateway.example.com'")
        .contains("-gitlab_rails['smtp_password'] = [redacted]");
  }

  @Test
  void keepsOwnerAndModeAndABackup() throws IOException {
    Files.setPosixFilePermissions(
        node.files.gitlabRb(), PosixFilePermissions.fromString("rw-r-----"));
    boolean root = Files.getOwner(folder).getName().equals("root");
    if (root) {
      Files.setAttribute(node.files.gitlabRb(), "unix:uid", 65534);
      Files.setAttribute(node.files.gitlabRb(), "unix:gid", 65534);
    }
    String before = node.gitlabRb();

    node.configure(PRODUCTION);

    for (Path file : List.of(node.files.gitlabRb(), node.files.include())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-r-----");
      assertThat(Files.getAttribute(file, "unix:uid"))
          .isEqualTo(root ? 65534 : Files.getAttribute(folder, "unix:uid"));
      assertThat(Files.getAttribute(file, "unix:gid"))
          .isEqualTo(root ? 65534 : Files.getAttribute(folder, "unix:gid"));
    }
    Path state = folder.resolve("var/lib/quartermaster");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(state)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("gitlab.rb.")))
          .singleElement()
          .satisfies(file -> assertThat(file).content().isEqualTo(before));
    }
  }

  @Test
  void writesNothingOverAFileThatChanged() throws IOException {
    Observation.Hashes old = node.observe(PRODUCTION).hashes();
    append("# edited\n");
    assertThat(failed(node.access.stage(PRODUCTION, old)).code())
        .isEqualTo(FailureCodes.GITLAB_RB_CHANGED_CONCURRENTLY);

    answered(node.access.stage(PRODUCTION, node.observe(PRODUCTION).hashes()));
    assertThat(failed(node.access.apply()).code())
        .as("not checked")
        .isEqualTo(FailureCodes.GITLAB_RB_CHANGED_CONCURRENTLY);

    answered(node.access.stage(PRODUCTION, node.observe(PRODUCTION).hashes()));
    answered(node.access.check());
    append("# edited again\n");
    NodeFailure failure = failed(node.access.apply());

    assertThat(failure.code()).isEqualTo(FailureCodes.GITLAB_RB_CHANGED_CONCURRENTLY);
    assertThat(failure.detail()).startsWith("Node web-1: /etc/gitlab/gitlab.rb was changed");
    assertThat(failure.unavailable()).isTrue();
    assertThat(node.gitlabRb()).endsWith("# edited again\n").doesNotContain("from_file");
    assertThat(node.files.include()).doesNotExist();
    assertThat(node.otherFiles()).isEmpty();
    assertThat(failed(node.access.check()).code())
        .isEqualTo(FailureCodes.GITLAB_RB_CHANGED_CONCURRENTLY);
    node.configure(PRODUCTION);
  }

  @Test
  void refusesLinksOutOfTheFolder() throws IOException {
    Path etc = folder.resolve("etc");
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Observation.Hashes hashes = node.observe(PRODUCTION).hashes();

    Files.move(node.files.gitlabRb(), elsewhere.resolve("gitlab.rb"));
    Files.createSymbolicLink(node.files.gitlabRb(), elsewhere.resolve("gitlab.rb"));
    assertThat(failed(node.access.stage(PRODUCTION, hashes)))
        .returns(FailureCodes.GITLAB_RB_SYMBOLIC_LINK, NodeFailure::code)
        .satisfies(f -> assertThat(f.detail()).contains("/etc/gitlab/gitlab.rb"));
    assertThat(node.observe(PRODUCTION).hashes()).as("only reading").isEqualTo(hashes);

    Files.delete(node.files.gitlabRb());
    Files.move(etc.resolve("gitlab"), elsewhere.resolve("gitlab"));
    Files.move(elsewhere.resolve("gitlab.rb"), elsewhere.resolve("gitlab/gitlab.rb"));
    Files.createSymbolicLink(etc.resolve("gitlab"), elsewhere.resolve("gitlab"));
    assertThat(failed(node.access.stage(PRODUCTION, hashes)).code())
        .isEqualTo(FailureCodes.GITLAB_RB_SYMBOLIC_LINK);

    Files.delete(etc.resolve("gitlab"));
    Files.move(elsewhere.resolve("gitlab"), etc.resolve("gitlab-data"));
    Files.createSymbolicLink(etc.resolve("gitlab"), Path.of("gitlab-data"));
    Files.createSymbolicLink(node.files.include(), elsewhere.resolve("include.rb"));
    assertThat(failed(node.access.stage(PRODUCTION, hashes)).detail())
        .contains("/quartermaster.rb is a symbolic link");
    assertThat(elsewhere).isEmptyDirectory();
    Files.delete(node.files.include());

    Files.move(node.files.gitlabRb(), node.files.gitlabRb().resolveSibling("real.rb"));
    Files.createSymbolicLink(node.files.gitlabRb(), Path.of("real.rb"));
    node.configure(PRODUCTION);
    assertThat(node.files.gitlabRb()).isSymbolicLink();
    assertThat(node.observe(PRODUCTION).statement()).isEqualTo(Observation.Statement.LAST);
  }

  @Test
  void candidatesAreNeverWrittenThroughALink() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "unchanged");
    for (Path file : List.of(node.files.gitlabRb(), node.files.include())) {
      Files.createSymbolicLink(
          file.resolveSibling(file.getFileName() + ".quartermaster-next"), victim);
    }

    node.configure(PRODUCTION);

    assertThat(victim).hasContent("unchanged");
    assertThat(node.files.gitlabRb()).isRegularFile().matches(file -> !Files.isSymbolicLink(file));
    assertThat(node.otherFiles()).isEmpty();
  }

  @Test
  void checkEndsWhereTheStatementHasNoEffect() {
    node.files.write("external_url 'https://gitlab.example.com'\nexit if true\n");
    assertThat(rejectedByCheck(FailureCodes.GITLAB_RB_STATEMENT_NOT_REACHED).detail())
        .contains("gitlab.rb");

    node.files.write("gitlab_rails['env'] = {}\nraise 'depends on the host'\n");
    answered(node.access.stage(PRODUCTION, node.observe(PRODUCTION).hashes()));
    assertThat(answered(node.access.check()).evaluated()).isFalse();

    node.files.write(
        "puts 'x' * 1_000_000; system('echo x')\nexternal_url 'https://gitlab.example.com'\n");
    answered(node.access.stage(PRODUCTION, node.observe(PRODUCTION).hashes()));
    assertThat(answered(node.access.check()).evaluated()).isTrue();
  }

  @Test
  void checkEndsForSyntaxThatOnlyRubyItselfRejects() {
    node.files.write("external_url 'https://gitlab.example.com'\nfoo = nil\n$1 = 2\n");

    NodeFailure failure = failed(node.access.stage(PRODUCTION, node.observe(PRODUCTION).hashes()));

    assertThat(failure.code()).isEqualTo(FailureCodes.GITLAB_RB_INVALID);
    assertThat(failure.detail()).contains("/etc/gitlab/gitlab.rb").contains("line 3");
  }

  private NodeFailure rejectedByCheck(String code) {
    answered(node.access.stage(PRODUCTION, node.observe(PRODUCTION).hashes()));
    NodeFailure failure = failed(node.access.check());
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.unavailable()).isFalse();
    assertThat(node.otherFiles()).isEmpty();
    return failure;
  }

  private void append(String text) throws IOException {
    Files.write(node.files.gitlabRb(), (node.gitlabRb() + text).getBytes(ISO_8859_1));
  }
}
