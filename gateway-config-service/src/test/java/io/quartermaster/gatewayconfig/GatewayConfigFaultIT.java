package io.quartermaster.gatewayconfig;

import static io.quartermaster.gatewayconfig.Settings.PRODUCTION_VARIABLES;
import static io.quartermaster.gatewayconfig.Settings.STAGING_VARIABLES;
import static io.quartermaster.gatewayconfig.TestNodes.runs;
import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.sandbox.node.RequiresPrograms;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestNodes.class)
@RequiresPrograms("ruby")
class GatewayConfigFaultIT {

  @Inject DataSource database;
  @Inject TestInventory inventory;

  TestTopics topics;
  TestServers servers;
  TestNodes nodes;

  private final Settings settings = Settings.ofANewInstance();

  @BeforeEach
  void atRest() {
    Quiescence.await("gateway-config-service", database);
    nodes.reset();
    inventory.reset(TestNodes.FIRST);
  }

  @Test
  void recognizesAJobThatEndedWhileTheDatabaseWasDown() {
    int runs = runs(nodes.first());
    nodes.first().reconfigure().hold();
    topics.publish(settings.production(1));
    eventually(() -> assertThat(runs(nodes.first())).isEqualTo(runs + 1));

    servers.killPostgres();
    nodes.first().reconfigure().release();
    eventually(() -> assertThat(nodes.first().railsEnvironment()).isEqualTo(PRODUCTION_VARIABLES));
    servers.restartPostgres();

    awaitPushed();
    assertThat(runs(nodes.first())).isEqualTo(runs + 1);
    assertThat(topics.eventsOf(GatewayConfigPushed.class, settings.outcomes())).hasSize(1);
  }

  @Test
  void publishesTheOutcomeAfterABrokerOutage() {
    int runs = runs(nodes.first());
    nodes.first().reconfigure().hold();
    topics.publish(settings.staging(1));
    eventually(() -> assertThat(runs(nodes.first())).isEqualTo(runs + 1));

    servers.killKafka();
    nodes.first().reconfigure().release();
    eventually(() -> assertThat(nodes.first().railsEnvironment()).isEqualTo(STAGING_VARIABLES));
    servers.restartKafka();

    awaitPushed();
    assertThat(topics.eventsOf(GatewayConfigPushed.class, settings.outcomes())).hasSize(1);
  }

  private void awaitPushed() {
    topics.await(
        GatewayConfigPushed.class,
        event -> event.origin().instanceUid().equals(settings.instanceUid()));
  }
}
