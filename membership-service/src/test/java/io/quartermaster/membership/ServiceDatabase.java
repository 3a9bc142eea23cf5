package io.quartermaster.membership;

import static io.quartermaster.testkit.Awaits.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.testkit.Standstill;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Puts the service's own database back to what the migration leaves. */
@ApplicationScoped
public class OwnTables {

  private static final String CLEAR =
      """
      TRUNCATE instance_setting, registration_end, scope_choice, service_account, tree_scan, gitlab_group,
        gitlab_project, project_membership;
      UPDATE setup_step SET started_revision = 0, outcome_revision = 0, attempt = 1,
        answer_owed = false;
      UPDATE membership_plan SET wanted_version = 1, planned_version = 0,
        planned_settings_revision = 0, paused_until = NULL;
      """;

  private static final String SERVICE = "membership-service";

  @Inject AgroalDataSource database;

  /** Waits for the work under way, then forgets everything. */
  public void clear() {
    Standstill.await(SERVICE, database);
    execute(CLEAR);
  }

  /**
   * Waits until all that was published is taken, no run is under way or due, and all that the
   * service has to say is said: what has not happened by then does not happen before the next look.
   */
  public void awaitRest() {
    Standstill.awaitTaken(SERVICE);
    awaitNone(
        "reconcile_execution WHERE picked OR execution_time < now() + interval '10 minutes'",
        "runs under way or due");
    awaitNone("outbox WHERE published_at IS NULL", "outcomes to be said");
  }

  private void awaitNone(String rows, String what) {
    eventually(() -> assertThat(number("SELECT count(*) FROM " + rows)).as(what).isZero());
  }

  private void execute(String statements) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All work that is planned for later is due, and what was seen before is old. */
  public void letTimePassUntilTheNextLook() {
    eventually(
        () ->
            assertThat(
                    number(
                        "SELECT count(*) FROM reconcile_execution"
                            + " WHERE NOT picked AND execution_time > now() + interval '10 minutes'"))
                .as("both tasks wait for their next look")
                .isEqualTo(2));
    execute(
        """
        UPDATE tree_scan SET started_at = started_at - interval '15 minutes';
        UPDATE project_membership SET changed_at = changed_at - interval '15 minutes';
        UPDATE reconcile_execution SET execution_time = now();
        """);
  }

  /** The number that the query gives. */
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
}
