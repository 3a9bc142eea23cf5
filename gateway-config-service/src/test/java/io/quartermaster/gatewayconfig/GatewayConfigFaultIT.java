package io.quartermaster.gatewayconfig;

import static io.quartermaster.gatewayconfig.Settings.PRODUCTION_BLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NodeOnDisk.class)
class GatewayConfigFaultIT {

  @Inject DataSource database;

  TestTopics topics;
  TestServers servers;
  NodeOnDisk node;

  private final Settings settings = Settings.ofANewInstance();

  @BeforeEach
  void atRest() {
    Quiescence.await("gateway-config-service", database);
    node.forgetConfigured();
  }

  @Test
  void repeatsAnUnrecordedRunAndPublishesOnce() {
    node.write("");
    int runs = node.runs();
    node.holding(true);
    topics.publish(settings.production(1));
    Await.eventually(() -> assertThat(node.runs()).isEqualTo(runs + 1));

    servers.killPostgres();
    node.holding(false);
    Await.eventually(() -> assertThat(node.configured()).isEqualTo(PRODUCTION_BLOCK));
    servers.restartPostgres();

    awaitPushed(1);
    assertThat(node.runs()).isGreaterThanOrEqualTo(runs + 1);
    assertThat(topics.eventsOf(GatewayConfigPushed.class, settings.outcomes())).hasSize(1);
  }

  @Test
  void reconfiguresAfterACrashBetweenWriteAndReconfigure() throws SQLException {
    topics.publish(settings.production(1));
    awaitPushed(1);
    int runs = node.runs();
    // What a crash at this point leaves behind: the file is written, the mark is set.
    update("update gitlab_node set reconfigure_pending = true");

    topics.publish(settings.production(2));

    awaitPushed(2);
    assertThat(node.runs()).isEqualTo(runs + 1);
  }

  @Test
  void publishesTheOutcomeAfterABrokerOutage() {
    node.write("");
    node.holding(true);
    int runs = node.runs();
    topics.publish(settings.staging(1));
    Await.eventually(() -> assertThat(node.runs()).isEqualTo(runs + 1));

    servers.killKafka();
    node.holding(false);
    Await.eventually(() -> assertThat(node.configured()).isEqualTo(Settings.STAGING_BLOCK));
    servers.restartKafka();

    awaitPushed(1);
    assertThat(topics.eventsOf(GatewayConfigPushed.class, settings.outcomes())).hasSize(1);
  }

  private void awaitPushed(long settingsRevision) {
    topics.await(
        GatewayConfigPushed.class,
        event ->
            event.origin().instanceUid().equals(settings.instanceUid())
                && event.origin().settingsRevision() == settingsRevision);
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
