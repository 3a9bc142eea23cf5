package io.quartermaster.membership;

import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.testkit.Quiescence;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The service's own database. */
@ApplicationScoped
public class ServiceDatabase {

  private static final String SERVICE = "membership-service";

  private static final String CLEAR =
      """
      truncate instance, deleted_registration, scope_availability, service_account, tree_scan,
        gitlab_group, gitlab_project, project_membership, setup_step;
      update membership_plan set desired_version = 1, planned_version = 0,
        planned_settings_revision = 0, paused_until = null;
      """;

  private final AgroalDataSource database;

  ServiceDatabase(AgroalDataSource database) {
    this.database = database;
  }

  /** Waits for work in progress, then restores the state after the migration. */
  public void clear() {
    Quiescence.await(SERVICE, database);
    execute(CLEAR);
  }

  /**
   * Waits until all events are consumed, no run is in progress or due, and all outcomes are
   * published: what has not happened by then does not happen before the next resync.
   */
  public void awaitIdle() {
    Quiescence.awaitConsumed(SERVICE);
    awaitNone(
        "reconcile_execution where picked or execution_time < now() + interval '10 minutes'",
        "runs in progress or due");
    awaitNone("outbox where published_at is null", "outcomes to publish");
  }

  private void awaitNone(String rows, String description) {
    eventually(() -> assertThat(count(rows)).as(description).isZero());
  }

  /** Makes the next resync of both steps due, and everything observed before old. */
  public void makeResyncDue() {
    eventually(
        () ->
            assertThat(
                    count(
                        "reconcile_execution"
                            + " where not picked and execution_time > now() + interval '10 minutes'"))
                .as("both steps wait for the resync")
                .isEqualTo(2));
    execute(
        """
        update tree_scan set started_at = started_at - interval '15 minutes';
        update project_membership set changed_at = changed_at - interval '15 minutes';
        update reconcile_execution set execution_time = now();
        """);
  }

  /** The number of rows. */
  public long count(String rows) {
    return number("select count(*) from " + rows);
  }

  public long number(String query) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String statements) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
