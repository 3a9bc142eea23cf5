package io.quartermaster.settings.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import java.io.IOException;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Clients cannot fill the labels of the metrics with what they invent. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class HttpMetricsIT {

  private static final Pattern ROUTE = Pattern.compile("\\n  (/api/[^:]*):");

  Tokens tokens;

  @Test
  void measuresRefusedRequestsUnderTheirTemplate() throws IOException {
    for (int i = 1; i <= 200; i++) {
      SettingsApi.as(null).get("/api/v1/groups/" + i + "/amazon_q");
      SettingsApi.as(null).get("/api/v1/projects/x" + i + "/amazon_q/");
      refused("GET /api/v1/groups/%zz" + i + "/amazon_q");
      refused("PUT /api/v1/elsewhere/" + i, "Content-Length: 70000");
      refused("INVENTED" + i + " /api/v1/amazon_q/settings");
    }
    Set<String> routes = described();
    for (String route : routes) {
      SettingsApi.as(tokens.of("7")).get(route.replace("{id}", "5"));
    }

    assertThat(values("uri")).containsAll(routes).hasSizeLessThanOrEqualTo(routes.size() + 2);
    assertThat(values("method")).hasSizeLessThanOrEqualTo(7);
  }

  private static void refused(String requestLine, String... headers) throws IOException {
    try (RawConnection connection = RawConnection.open()) {
      connection.send(RawConnection.head(requestLine, null, headers) + "\r\n");
      assertThat(connection.response()).startsWith("HTTP/1.1 4");
    }
  }

  /** The routes of the API description. */
  private static Set<String> described() throws IOException {
    return ROUTE
        .matcher(java.nio.file.Files.readString(java.nio.file.Path.of("openapi.yaml")))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> values(String label) {
    return Pattern.compile("http_server_requests_seconds_count\\{.*?\\b" + label + "=\"([^\"]*)\"")
        .matcher(SettingsApi.as(null).get("/q/metrics").asString())
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }
}
