package io.quartermaster.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an account with the sudoers file can pass to the program. */
class NodeInputTest {

  @TempDir Path folder;
  private TestNode node;

  @BeforeEach
  void prepare() {
    node = TestNode.in(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "5",
        "\"x\"",
        "null",
        "{\"goal\":5}",
        "{\"id\":5}",
        "{\"id\":[\"a\"]}",
        "{\"goal\":{\"absent\":true},\"expected\":5}",
        "{\"goal\":{\"absent\":true},\"expected\":[]}",
        "{\"goal\":{\"present\":{\"variables\":{\"AI_GATEWAY_URL\":[\"x\"]},\"forbidden\":[5]}}}",
        "{\"script\":[],\"parameters\":{}}",
        "{\"script\":\"ai_gateway_url\",\"parameters\":[]}",
        "{\"script\":\"ai_gateway_url\",\"parameters\":{\"url\":5}}",
        "{\"script\":\"ai_gateway_url\",\"parameters\":{\"url\":\"x\\ny\"}}"
      })
  void answersEveryInput(String input) {
    for (NodeCommand command : List.of(NodeCommand.STAGE, NodeCommand.START, NodeCommand.RAILS)) {
      NodeChannel.Result result = run(List.of(), command, input);

      assertThat(result).isInstanceOf(NodeChannel.Result.Ended.class);
      NodeChannel.Result.Ended ended = (NodeChannel.Result.Ended) result;
      assertThat(ended.status()).as("%s %s", command, ended.error()).isZero();
      assertThat(ended.output()).contains("\"node_program_outdated\"");
    }
    assertThat(node.files.reconfigure().runs()).isEmpty();
  }

  @Test
  void startsNoProgramOfTheCaller() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin-of-the-caller"));
    Path called = folder.resolve("called");
    Path program = bin.resolve("timeout");
    Files.writeString(program, "#!/bin/sh\ntouch " + called + "\nexec /usr/bin/timeout \"$@\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    TestNode.answered(
        node.access.stage(TestNode.PRODUCTION, node.observe(TestNode.PRODUCTION).hashes()));

    NodeChannel.Result result =
        run(List.of("env", "PATH=" + bin + ":/usr/bin:/bin"), NodeCommand.CHECK, "{}");

    assertThat(((NodeChannel.Result.Ended) result).output()).contains("\"checked\":true");
    assertThat(called).doesNotExist();
  }

  @Test
  void evaluatesInTheFolderOfTheReconfigure() {
    node.files.write("raise 'folder of the caller' unless Dir.pwd == '/'\n");
    TestNode.answered(
        node.access.stage(TestNode.PRODUCTION, node.observe(TestNode.PRODUCTION).hashes()));

    assertThat(TestNode.answered(node.access.check()).evaluated()).isTrue();
  }

  private NodeChannel.Result run(List<String> prefix, NodeCommand command, String input) {
    return new LocalChannel(prefix, Duration.ofMinutes(2))
        .run(command.argv(node.files.root().toString()), input.getBytes(UTF_8));
  }
}
