package io.quartermaster.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in command does with gitlab.rb what the Linux package does. */
class GitLabNodeTest {
  @TempDir private Path folder;
  private GitLabNode node;

  @BeforeEach
  void prepare() {
    node = new GitLabNode(folder);
    node.prepare(URI.create("http://127.0.0.1:8112"), null);
  }

  @Test
  void reconfigureMakesAFileOfEachVariable() throws Exception {
    assertThat(reconfigure()).isZero();
    assertThat(node.railsEnvironment())
        .containsExactly(Map.entry("MALLOC_CONF", "dirty_decay_ms:1000,muzzy_decay_ms:1000"));
  }

  @Test
  void theLastAssignmentWinsAndVariablesThatAreGoneLoseTheirFile() throws Exception {
    reconfigure();
    append("gitlab_rails['env'] = { 'A' => \"b c\", \"D\" => 'e', }  # ours");
    assertThat(reconfigure()).isZero();
    assertThat(node.railsEnvironment())
        .containsExactlyInAnyOrderEntriesOf(Map.of("A", "b c", "D", "e"));
  }

  @Test
  void commentsAreNoVariables() throws Exception {
    append("# gitlab_rails['env'] = { 'A' => 'b' }");
    reconfigure();
    assertThat(node.railsEnvironment()).containsOnlyKeys("MALLOC_CONF");
  }

  @Test
  void aHashThatIsNotClosedFailsAndChangesNothing() throws Exception {
    reconfigure();
    append("gitlab_rails['env'] = { 'A' => 'b'");
    assertThat(reconfigure()).isEqualTo(1);
    assertThat(node.railsEnvironment()).containsOnlyKeys("MALLOC_CONF");
  }

  @Test
  void anEditedFileIsKeptByTheNextStart() throws IOException {
    Files.writeString(node.gitlabRb(), "edited");
    node.prepare(URI.create("http://127.0.0.1:8112"), URI.create("http://127.0.0.1:8110"));
    assertThat(node.gitlabRb()).hasContent("edited");
    assertThat(Files.readString(node.gitlabCtl())).contains("sandbox_control='127.0.0.1:8110'");
  }

  private void append(String line) throws IOException {
    Files.writeString(node.gitlabRb(), Files.readString(node.gitlabRb()) + line + "\n");
  }

  private int reconfigure() throws IOException, InterruptedException {
    return new ProcessBuilder(node.gitlabCtl().toString(), "reconfigure")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
