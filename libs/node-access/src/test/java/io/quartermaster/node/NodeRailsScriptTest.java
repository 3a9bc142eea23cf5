package io.quartermaster.node;

import static io.quartermaster.node.TestNode.answered;
import static io.quartermaster.node.TestNode.failed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quartermaster.contracts.FailureCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixed scripts of GitLab Rails. */
class NodeRailsScriptTest {

  @TempDir Path folder;
  private TestNode node;

  @BeforeEach
  void prepare() {
    node = TestNode.in(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.0-ee", "18.9.0-ee", "19.2.0-ee"})
  void readsAndSetsTheUrlInGitLabsDatabase(String version) {
    node.files.version(version);
    var parameters = new JsonMapper().createObjectNode();
    parameters.put("url", "https://gateway.example.com/'#{1}");

    answered(node.access.rails("ai_gateway_url", parameters));
    var read = answered(node.access.rails("ai_gateway_url", parameters.putNull("url")));

    assertThat(read.path("before").asText()).isEqualTo("https://gateway.example.com/'#{1}");
    assertThat(read.path("after").asText()).isEqualTo("https://gateway.example.com/'#{1}");
    assertThat(node.files.aiGatewayUrl()).contains("https://gateway.example.com/'#{1}");
  }

  @Test
  void saysWhenAScriptFails() throws IOException {
    Files.writeString(
        node.files.gitlabCtl().resolveSibling("gitlab-rails"), "#!/bin/sh\necho boom\nexit 1\n");
    var parameters = new JsonMapper().createObjectNode();

    assertThat(failed(node.access.rails("ai_gateway_url", parameters)).code())
        .isEqualTo(FailureCodes.RAILS_SCRIPT_FAILED);
  }
}
