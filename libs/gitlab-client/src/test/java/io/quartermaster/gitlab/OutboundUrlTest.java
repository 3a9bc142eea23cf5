package io.quartermaster.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://gitlab.example.com/, https://gitlab.example.com",
    "https://example.com/gitlab//, https://example.com/gitlab",
    "http://127.0.0.1:8112, http://127.0.0.1:8112",
    "http://localhost:1, http://localhost:1",
    "http://[::1]:1, http://[::1]:1"
  })
  void acceptsHttpsAndLoopback(String given, String expected) {
    assertThat(OutboundUrl.require("gitlab.url", URI.create(given))).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://gitlab.example.com",
        "http://127.0.0.1.example.com",
        "ftp://127.0.0.1",
        "gitlab.example.com",
        "/gitlab",
        "https://admin:s3cret@gitlab.example.com",
        "https://gitlab.example.com?private_token=s3cret",
        "https://gitlab.example.com#s3cret"
      })
  void rejectsOtherUrlsWithoutRepeatingThem(String given) {
    assertThatThrownBy(() -> OutboundUrl.require("gitlab.url", URI.create(given)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("gitlab.url must ")
        .hasMessageNotContaining("s3cret");
  }
}
