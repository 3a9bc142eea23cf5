package io.quartermaster.gatewayconfig.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayUrlTest {

  private static final List<String> ALLOWED =
      List.of("cloud.gitlab.com", "*.gitlab.net", "localhost", "127.0.0.1", "[::1]", "10.0.0.1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://cloud.gitlab.com/aws/ai",
        "https://CLOUD.gitlab.com:8443",
        "https://ai-gateway-panda.runway.gitlab.net",
        "https://ai-gateway-panda.staging.runway.gitlab.net/",
        "https://localhost",
        "http://localhost:5052",
        "http://127.0.0.1:5052/ai",
        "http://[::1]:5052"
      })
  void accepts(String url) {
    assertThat(GatewayUrl.rejection(URI.create(url), ALLOWED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://cloud.gitlab.com            | scheme http
          http://10.0.0.1                    | scheme http
          http://localhost.example.com       | host localhost.example.com
          ftp://cloud.gitlab.com             | scheme ftp
          //cloud.gitlab.com                 | scheme null
          https://gitlab.net                 | host gitlab.net
          https://evilgitlab.net             | host evilgitlab.net
          https://cloud.gitlab.com.evil.com  | host cloud.gitlab.com.evil.com
          https://user:pass@cloud.gitlab.com | user information
          https://@cloud.gitlab.com          | user information
          https://cloud.gitlab.com?x=1       | query
          https://cloud.gitlab.com#x         | fragment
          mailto:admin                       | no host
          https://cloud_gitlab.com           | no host
          https://cloud.gitlab.com/ä         | character outside
          """)
  void rejects(String url, String problem) {
    assertThat(GatewayUrl.rejection(URI.create(url), ALLOWED))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.code()).isEqualTo("gateway_url_rejected");
              assertThat(failure.detail()).contains(problem).doesNotContain("pass");
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {2049, 10_000})
  void rejectsALongUrl(int length) {
    String url = "https://cloud.gitlab.com/";

    assertThat(GatewayUrl.rejection(URI.create(url + "a".repeat(length - url.length())), ALLOWED))
        .hasValueSatisfying(failure -> assertThat(failure.detail()).contains("2048"));
  }
}
