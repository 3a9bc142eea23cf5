package io.quartermaster.gatewayconfig;

import static io.quartermaster.gatewayconfig.Settings.PRODUCTION_VARIABLES;
import static io.quartermaster.gatewayconfig.Settings.STAGING_VARIABLES;
import static io.quartermaster.gatewayconfig.TestNodes.ADMINISTRATORS;
import static io.quartermaster.gatewayconfig.TestNodes.FIRST;
import static io.quartermaster.gatewayconfig.TestNodes.SECOND;
import static io.quartermaster.gatewayconfig.TestNodes.runs;
import static io.quartermaster.gatewayconfig.TestNodes.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.NodeProgress;
import io.quartermaster.contracts.NodeProgress.State;
import io.quartermaster.contracts.Origin;
import io.quartermaster.sandbox.node.RequiresPrograms;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestNodes.class)
@RequiresPrograms("ruby")
class GatewayRolloutIT {

  @Inject DataSource database;
  @Inject TestInventory inventory;

  TestTopics topics;
  TestNodes nodes;

  private final Settings settings = Settings.ofANewInstance();

  @BeforeEach
  void atRest() {
    Quiescence.await("gateway-config-service", database);
    nodes.reset();
    inventory.reset(FIRST);
  }

  @Test
  void configuresOneNodeAfterAnotherAndShowsEveryState() {
    inventory.reset(FIRST, SECOND);

    topics.publish(settings.production(1));

    GatewayConfigPushed pushed = outcomes().awaitPushed(1);
    assertThat(pushed.nodes()).isEqualTo(2);
    assertThat(pushed.drift()).isNull();
    assertThat(pushed.nodeStates())
        .extracting(NodeProgress::state)
        .containsExactly(State.VERIFIED, State.VERIFIED);
    assertThat(pushed.origin()).returns(1L, Origin::settingsRevision).returns(1, Origin::attempt);
    assertThat(text(nodes.first().gitlabRb()))
        .startsWith(ADMINISTRATORS)
        .endsWith("from_file '" + nodes.first().include() + "'\n");
    assertThat(nodes.first().railsEnvironment()).isEqualTo(PRODUCTION_VARIABLES);
    assertThat(nodes.second().railsEnvironment()).isEqualTo(PRODUCTION_VARIABLES);
    assertThat(outcomes().statesOf(FIRST))
        .containsSubsequence(State.STAGED, State.CHECKED, State.APPLYING, State.VERIFIED);
    assertThat(outcomes().statesOf(SECOND))
        .containsSubsequence(State.STAGED, State.CHECKED, State.APPLYING, State.VERIFIED);
    assertThat(outcomes().progressed())
        .filteredOn(event -> Outcomes.state(event, SECOND) != State.PENDING)
        .allSatisfy(event -> assertThat(Outcomes.state(event, FIRST)).isEqualTo(State.VERIFIED));
    assertThat(outcomes().started()).extracting(Origin::revision).containsExactly(1L);
  }

  @Test
  void repairsEveryKindOfDriftWithAsFewReconfiguresAsPossible() {
    topics.publish(settings.production(1));
    outcomes().awaitPushed(1);
    int runs = runs(nodes.first());

    TestNodes.write(nodes.first().include(), text(nodes.first().include()) + "# by hand\n");
    assertThat(outcomes().repair(1)).singleElement().returns("gateway_include", Difference::what);
    String managed = text(nodes.first().gitlabRb());
    nodes.first().write(ADMINISTRATORS);
    assertThat(outcomes().repair(2)).singleElement().returns("gateway_statement", Difference::what);
    nodes.first().write(managed + "gitlab_rails['time_zone'] = 'UTC'\n");
    assertThat(outcomes().repair(3))
        .singleElement()
        .returns("gateway_statement", Difference::what)
        .returns("rails-1: not the last statement", Difference::found)
        .returns(true, Difference::repaired);
    assertThat(runs(nodes.first())).as("variables were right all the time").isEqualTo(runs);

    TestNodes.write(TestNodes.variable(nodes.first(), "GITLAB_LICENSE_MODE"), "test");
    TestNodes.write(TestNodes.variable(nodes.first(), "AI_GATEWAY_URL"), "https://old.gitlab.net");
    assertThat(outcomes().repair(4))
        .extracting(Difference::what)
        .containsExactly("gateway_variable", "gateway_forbidden_variable");
    assertThat(runs(nodes.first())).isEqualTo(runs + 1);
    assertThat(nodes.first().railsEnvironment()).isEqualTo(PRODUCTION_VARIABLES);
  }

  @Test
  void restoresTheLastGoodConfigurationAndStopsTheRollout() {
    inventory.reset(FIRST, SECOND);
    topics.publish(settings.production(1));
    outcomes().awaitPushed(1);
    String gitlabRb = text(nodes.first().gitlabRb());
    String include = text(nodes.first().include());
    int runs = runs(nodes.first());
    int runsOfSecond = runs(nodes.second());
    nodes.first().reconfigure().failNext(1, "The cookbook failed.");

    topics.publish(settings.staging(2));
    GatewayConfigFailed failed = outcomes().awaitFailed(2);

    assertThat(failed.failure())
        .returns(Failure.Kind.REFUSED, Failure::kind)
        .returns("reconfigure_failed", Failure::code);
    assertThat(failed.failure().detail()).contains(FIRST).contains("restored and in effect");
    assertThat(failed.nodeStates())
        .extracting(NodeProgress::state)
        .containsExactly(State.FAILED, State.PENDING);
    assertThat(failed.nodeStates().getLast().detail()).startsWith("Not touched");
    assertThat(outcomes().statesOf(FIRST)).containsSubsequence(State.ROLLING_BACK, State.FAILED);
    assertThat(runs(nodes.first())).isEqualTo(runs + 2);
    assertThat(runs(nodes.second())).isEqualTo(runsOfSecond);
    assertThat(text(nodes.first().gitlabRb())).isEqualTo(gitlabRb);
    assertThat(text(nodes.first().include())).isEqualTo(include);
    assertThat(nodes.first().railsEnvironment()).isEqualTo(PRODUCTION_VARIABLES);

    inventory.resync();
    assertThat(inventory.awaitPass(settings.instanceUid())).as("failures").isPositive();
    assertThat(runs(nodes.first())).as("not attempted again on resync").isEqualTo(runs + 2);

    topics.publish(settings.verification(1));
    outcomes().awaitPushed(2);
    assertThat(nodes.second().railsEnvironment()).isEqualTo(STAGING_VARIABLES);
  }

  @Test
  void saysThatTheCauseIsElsewhereWhenTheLastGoodConfigurationFailsToo() {
    nodes.first().reconfigure().failNext(2, "The cookbook failed: password=hunter2.");

    topics.publish(settings.production(1));

    GatewayConfigFailed failed = outcomes().awaitFailed(1);
    assertThat(failed.failure().detail()).contains("the cause is elsewhere");
    assertThat(failed.nodeStates().getFirst().output())
        .contains("The cookbook failed")
        .doesNotContain("hunter2");
    assertThat(text(nodes.first().gitlabRb())).isEqualTo(ADMINISTRATORS);
    assertThat(nodes.first().include()).doesNotExist();
  }

  @Test
  void refusesVariablesThatDoNotBecomeEffective() {
    topics.publish(settings.production(1));
    outcomes().awaitPushed(1);
    int runs = runs(nodes.first());
    // A line that ends the file early: the statement stays the last one and is not reached.
    nodes.first().write("exit\n" + text(nodes.first().gitlabRb()));
    TestNodes.delete(TestNodes.variable(nodes.first(), "AI_GATEWAY_URL"));

    topics.publish(settings.verification(1));

    GatewayConfigFailed failed = outcomes().awaitFailed(1);
    assertThat(failed.failure().code())
        .isIn("gateway_variables_not_effective", "reconfigure_failed");
    assertThat(runs(nodes.first())).isLessThanOrEqualTo(runs + 2);
  }

  @Test
  void refusesInvalidRubyAndRetriesOnVerification() {
    int runs = runs(nodes.first());
    nodes.first().write("external_url 'https://gitlab.example.com'\ngitlab_rails['env'] = {\n");
    String invalid = text(nodes.first().gitlabRb());

    topics.publish(settings.production(1));

    assertThat(outcomes().awaitFailed(1).failure())
        .returns(Failure.Kind.REFUSED, Failure::kind)
        .returns("gitlab_rb_invalid", Failure::code);
    assertThat(text(nodes.first().gitlabRb())).isEqualTo(invalid);
    assertThat(runs(nodes.first())).isEqualTo(runs);

    nodes.first().write(ADMINISTRATORS);
    topics.publish(settings.verification(1));
    outcomes().awaitPushed(1);
  }

  private Outcomes outcomes() {
    return new Outcomes(topics, settings);
  }
}
