package io.quartermaster.node;

import static io.quartermaster.node.TestNode.PRODUCTION;
import static io.quartermaster.node.TestNode.answered;
import static io.quartermaster.node.TestNode.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.FailureCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator has at the place of the include. */
class ForeignFilesTest {

  private static final String OWN = "gitlab_rails['env'] = { 'HTTP_PROXY' => 'http://proxy' }\n";

  @TempDir Path folder;
  private TestNode node;

  @BeforeEach
  void prepare() {
    node = TestNode.in(folder);
  }

  @Test
  void refusesToReplaceAFileOfTheAdministrator() throws IOException {
    Files.writeString(node.files.include(), OWN);
    String gitlabRb = node.gitlabRb() + "from_file '" + node.files.include() + "'\n";
    node.files.write(gitlabRb);

    for (NodeGoal goal : List.of(PRODUCTION, new NodeGoal.Absent())) {
      NodeFailure failure = failed(node.access.stage(goal, node.observe(goal).hashes()));

      assertThat(failure.code()).isEqualTo(FailureCodes.GITLAB_RB_NOT_EDITABLE);
      assertThat(failure.detail()).contains("quartermaster.rb was not written by Quartermaster");
      assertThat(failure.unavailable()).isFalse();
    }
    assertThat(TestNode.text(node.files.include())).isEqualTo(OWN);
    assertThat(node.gitlabRb()).isEqualTo(gitlabRb);
    assertThat(node.otherFiles()).isEmpty();
  }

  @Test
  void repairsItsOwnFileAndKeepsWhatItReplaces() throws IOException {
    node.configure(PRODUCTION);
    answered(node.access.keep());
    Files.writeString(node.files.include(), OWN);

    node.configure(PRODUCTION);

    assertThat(node.observe(PRODUCTION).include().state())
        .isEqualTo(Observation.Include.State.AS_DESIRED);
    try (var backups =
        Files.newDirectoryStream(
            node.files.root().resolve("var/lib/quartermaster"), "quartermaster.rb.*")) {
      assertThat(backups).extracting(TestNode::text).containsExactly(OWN);
    }
  }

  @Test
  void explainsALastStatementThatTakesTheNextLine() {
    node.files.write("ports = 1..\n");

    NodeFailure failure = failed(node.access.stage(PRODUCTION, node.observe(PRODUCTION).hashes()));

    assertThat(failure.code()).isEqualTo(FailureCodes.GITLAB_RB_NOT_EDITABLE);
    assertThat(failure.detail()).contains("The last statement of").contains("is not complete");
  }

  @Test
  void refusesAFolderAtThePlaceOfAFile() throws IOException {
    Files.createDirectory(node.files.include());

    NodeFailure failure = failed(node.access.observe(PRODUCTION));

    assertThat(failure.code()).isEqualTo(FailureCodes.GITLAB_RB_NOT_EDITABLE);
    assertThat(failure.detail()).contains("quartermaster.rb");
    assertThat(failure.unavailable()).isFalse();
  }
}
