package io.quartermaster.messaging.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class HousekeepingIT {

  @Inject AgroalDataSource database;
  @Inject Housekeeping housekeeping;

  @TestHTTPResource("/q/metrics")
  URI metrics;

  @TestHTTPResource("/q/health/live")
  URI liveness;

  @Test
  void reportsTheBacklog() throws Exception {
    update(
        "insert into outbox (event_id, topic, key, type, subject, source, data, created_at,"
            + " next_attempt_at, parked_reason, attempts) values (gen_random_uuid(), 'no-such-topic',"
            + " 'key', 'type', 'subject', 'source', '{}', now() - interval '1 hour',"
            + " now() + interval '1 hour', 'RecordTooLargeException', 3)");

    Await.condition()
        .untilAsserted(
            () ->
                assertThat(get(metrics).body())
                    .containsPattern("quartermaster_outbox_parked 1\\.0")
                    .containsPattern("quartermaster_outbox_pending [1-9]")
                    .containsPattern("quartermaster_outbox_oldest_age_seconds 3[56]\\d\\d")
                    .containsPattern("quartermaster_reconcile_due \\d")
                    .containsPattern("quartermaster_reconcile_oldest_due_age_seconds \\d")
                    .containsPattern("quartermaster_reconcile_failing \\d"));
    update("delete from outbox where topic = 'no-such-topic'");
  }

  @Test
  void deletesOnlyRowsPastTheirRetention() throws Exception {
    String old = "old-" + UUID.randomUUID();
    update(
        "insert into outbox (event_id, topic, key, type, subject, source, data, published_at)"
            + " select gen_random_uuid(), 'topic', '"
            + old
            + "', 'type', 'subject', 'source', '{}', now() - interval '25 hours'"
            + " from generate_series(1, 2500)");
    update(
        "insert into inbox (consumer, event_id, topic, partition, record_offset, claimed_at)"
            + " select '"
            + old
            + "', n::text, 'topic', 0, n,"
            + " now() - case when n > 1500 then interval '31 days' else interval '1 day' end"
            + " from generate_series(1, 3000) n");

    housekeeping.deleteOldRows();

    assertThat(count("outbox where key = '" + old + "'")).isZero();
    assertThat(count("inbox where consumer = '" + old + "'")).isEqualTo(1500);
  }

  @Test
  void isAliveWhileItsThreadsAre() throws Exception {
    HttpResponse<String> answer = get(liveness);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("outbox-relay", "reconcile-queue").doesNotContain("DOWN");
  }

  private static HttpResponse<String> get(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address).header("Accept", "text/plain").build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private long count(String from) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getLong(1);
    }
  }
}
