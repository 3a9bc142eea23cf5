package io.quartermaster.gatewayconfig.decision.gitlabrb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.EnvBlock;
import io.quartermaster.gatewayconfig.decision.Environment;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GitlabRbMergeTest {

  private static final EnvBlock PRODUCTION =
      EnvBlock.of(
          new DesiredConfig(
              Environment.PRODUCTION, URI.create("https://ai-gateway-panda.runway.gitlab.net")));
  private static final EnvBlock STAGING =
      EnvBlock.of(
          new DesiredConfig(
              Environment.STAGING,
              URI.create("https://ai-gateway-panda.staging.runway.gitlab.net")));

  private static final String PRODUCTION_BLOCK =
      """
      gitlab_rails['env'] = {
        "AI_GATEWAY_URL" => "https://ai-gateway-panda.runway.gitlab.net"
      }
      """;
  private static final String STAGING_BLOCK =
      """
      gitlab_rails['env'] = {
        "GITLAB_LICENSE_MODE" => "test",
        "CUSTOMER_PORTAL_URL" => "https://customers.staging.gitlab.com",
        "AI_GATEWAY_URL" => "https://ai-gateway-panda.staging.runway.gitlab.net"
      }
      """;

  static Stream<Arguments> additions() {
    return Stream.of(
        arguments("an empty file gets the procedure's block", "", PRODUCTION_BLOCK),
        arguments(
            "a file without the assignment keeps its lines",
            "external_url 'https://gitlab.example.com'\n# gitlab_rails['env'] = { 'A' => 'b' }\n",
            "external_url 'https://gitlab.example.com'\n# gitlab_rails['env'] = { 'A' => 'b' }\n\n"
                + PRODUCTION_BLOCK),
        arguments("a last line without end is ended", "a 1", "a 1\n\n" + PRODUCTION_BLOCK),
        arguments(
            "data after the program stay last",
            "a 1\n__END__\ngitlab_rails['env'] = 1\n",
            "a 1\n\n" + PRODUCTION_BLOCK + "__END__\ngitlab_rails['env'] = 1\n"),
        arguments(
            "other variables, comments and layout stay",
            """
            gitlab_rails["env"] = {
                # the proxy of the data centre
                'http_proxy' => "http://proxy:3128", # do not touch

                :RAILS_ENV  =>  'production'   # last
            } # end
            puma['port'] = 1
            """,
            """
            gitlab_rails["env"] = {
                # the proxy of the data centre
                'http_proxy' => "http://proxy:3128", # do not touch

                :RAILS_ENV  =>  'production',   # last
                "AI_GATEWAY_URL" => "https://ai-gateway-panda.runway.gitlab.net"
            } # end
            puma['port'] = 1
            """),
        arguments(
            "a trailing comma stays the style",
            "gitlab_rails['env'] = {\n  'A' => ENV.fetch('A', '}'),\n}\n",
            "gitlab_rails['env'] = {\n  'A' => ENV.fetch('A', '}'),\n"
                + "  \"AI_GATEWAY_URL\" => \"https://ai-gateway-panda.runway.gitlab.net\",\n}\n"),
        arguments(
            "a hash on one line stays on one line",
            "gitlab_rails['env'] = { 'A' => 'b' }\n",
            "gitlab_rails['env'] = { 'A' => 'b',"
                + " \"AI_GATEWAY_URL\" => \"https://ai-gateway-panda.runway.gitlab.net\" }\n"),
        arguments("an empty hash is filled", "gitlab_rails[:env] = {}\n", block("[:env]")),
        arguments(
            "a hash with only a comment keeps it",
            "gitlab_rails['env'] = {\n  # nothing yet\n}\n",
            "gitlab_rails['env'] = {\n  # nothing yet\n"
                + "  \"AI_GATEWAY_URL\" => \"https://ai-gateway-panda.runway.gitlab.net\"\n}\n"));
  }

  static Stream<Arguments> corrections() {
    return Stream.of(
        arguments(
            "another address is corrected where it stands",
            "gitlab_rails['env'] = {\n  'AI_GATEWAY_URL' => 'http://old#{1}', # why\n  X: 1\n}\n",
            "gitlab_rails['env'] = {\n  'AI_GATEWAY_URL' =>"
                + " \"https://ai-gateway-panda.runway.gitlab.net\", # why\n  X: 1\n}\n"),
        arguments(
            "a computed address is replaced",
            "gitlab_rails['env'] = {\n  \"AI_GATEWAY_URL\" => \"http://#{host}/\"\n}\n",
            PRODUCTION_BLOCK),
        arguments(
            "forbidden variables go, with their lines, and comments behind them stay",
            """
            gitlab_rails['env'] = {
              "GITLAB_LICENSE_MODE" => "test",
              CUSTOMER_PORTAL_URL: "https://customers.staging.gitlab.com", # staging
              "AI_GATEWAY_URL" => "https://ai-gateway-panda.runway.gitlab.net",
              'CLOUD_CONNECTOR_SELF_SIGN_TOKENS' => '1'
            }
            """,
            """
            gitlab_rails['env'] = {
              # staging
              "AI_GATEWAY_URL" => "https://ai-gateway-panda.runway.gitlab.net"
            }
            """),
        arguments(
            "a forbidden variable goes out of a line too",
            "gitlab_rails['env'] = { 'GITLAB_LICENSE_MODE' => 'test', 'A' => 'b' }\n",
            "gitlab_rails['env'] = { 'A' => 'b',"
                + " \"AI_GATEWAY_URL\" => \"https://ai-gateway-panda.runway.gitlab.net\" }\n"),
        arguments(
            "the last assignment wins, and the first stays as it is",
            "gitlab_rails['env'] = compute()\ngitlab_rails['env'] = {}\n",
            "gitlab_rails['env'] = compute()\n" + PRODUCTION_BLOCK),
        arguments(
            "line ends of the other kind stay",
            "a 1\r\ngitlab_rails['env'] = {\r\n  'A' => 'b'\r\n}\r\n",
            "a 1\r\ngitlab_rails['env'] = {\r\n  'A' => 'b',\r\n"
                + "  \"AI_GATEWAY_URL\" => \"https://ai-gateway-panda.runway.gitlab.net\"\r\n}\r\n"),
        arguments(
            "a value over several lines is one value",
            "gitlab_rails['env'] = {\n  'A' => [\n    'x', 'y'\n  ].join(','),\n  'B' => {}.to_s\n}",
            "gitlab_rails['env'] = {\n  'A' => [\n    'x', 'y'\n  ].join(','),\n  'B' => {}.to_s,\n"
                + "  \"AI_GATEWAY_URL\" => \"https://ai-gateway-panda.runway.gitlab.net\"\n}"));
  }

  private static String block(String index) {
    return PRODUCTION_BLOCK.replace("['env']", index);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"additions", "corrections"})
  void mergesIntoWhatPeopleWrote(String name, String before, String after) {
    assertThat(new GitlabRb(before).with(PRODUCTION)).isEqualTo(new GitlabRb.Edit.Changed(after));
    assertThat(new GitlabRb(after).with(PRODUCTION)).isEqualTo(new GitlabRb.Edit.Unchanged());
  }

  @Test
  void stagingGetsTheProceduresThreeVariables() {
    assertThat(new GitlabRb("").with(STAGING)).isEqualTo(new GitlabRb.Edit.Changed(STAGING_BLOCK));
  }

  @Test
  void theWayFromStagingToProductionAndBackEndsInTheProceduresBlocks() {
    String production = changed(new GitlabRb(STAGING_BLOCK).with(PRODUCTION));
    assertThat(production).isEqualTo(PRODUCTION_BLOCK);

    String staging = changed(new GitlabRb(production).with(STAGING));
    assertThat(staging)
        .contains("\"GITLAB_LICENSE_MODE\" => \"test\"")
        .contains("\"CUSTOMER_PORTAL_URL\" => \"https://customers.staging.gitlab.com\"")
        .contains("\"AI_GATEWAY_URL\" => \"https://ai-gateway-panda.staging.runway.gitlab.net\"");
    assertThat(changed(new GitlabRb(staging).with(PRODUCTION))).isEqualTo(PRODUCTION_BLOCK);
  }

  @Test
  void aValueCannotBecomeCode() {
    EnvBlock odd =
        EnvBlock.of(
            new DesiredConfig(
                Environment.PRODUCTION, URI.create("https://gateway.example.com/#$0")));

    String text = changed(new GitlabRb("").with(odd));

    assertThat(text).contains("\"https://gateway.example.com/\\#$0\"");
    assertThat(new GitlabRb(text).with(odd)).isEqualTo(new GitlabRb.Edit.Unchanged());
  }

  private static String changed(GitlabRb.Edit edit) {
    assertThat(edit).isInstanceOf(GitlabRb.Edit.Changed.class);
    return ((GitlabRb.Edit.Changed) edit).text();
  }
}
