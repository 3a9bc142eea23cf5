package io.quartermaster.membership;

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

  @Inject AgroalDataSource database;

  /** Waits for the work under way, then forgets everything. */
  public void clear() {
    Standstill.await("membership-service", database);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(CLEAR);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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
