package io.quartermaster.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Rows of an older version are still there, and right, after every migration since. */
class SchemaEvolutionIT {

  private static final TestDatabase DATABASE = RealServers.database("schema-evolution");

  @Test
  void keepsExistingRowsAndFillsNewColumns() throws SQLException {
    migrate("5");
    execute(
        """
        insert into instance_settings values
          ('uid', 'arn:aws:iam::123456789012:role/Q', 'DEFAULT_ON', true, 7, 'alice', now());
        insert into setup (instance_uid, revision, role_arn, change_number) values
          ('uid', 7, 'arn:aws:iam::123456789012:role/Q', 40);
        insert into setup_step (id, instance_uid, step, settings_revision, outcome_revision, state,
          attempts, detail) values ('uid/IAM_ACCESS', 'uid', 'IAM_ACCESS', 7, 1, 'DONE', 1, 'Done.');
        insert into answered_request values
          ('key', 'alice', 'disconnect', 'false', '{"state": "in_progress", "revision": 7}', now());
        """);

    migrate("latest");

    assertThat(one("select gateway_environment from instance_settings")).isNull();
    assertThat(one("select status || entity_tag from answered_request")).isEqualTo("202\"7\"");
    assertThat(one("select drift from setup_step")).isEqualTo("[]");
    assertThat(one("select count(*) from audit_head")).isEqualTo("17");
    // The sequence continues; earlier changes are unknown.
    assertThat(one("select change_number from setup")).isEqualTo("40");
    assertThat(one("select count(*) from setup_change")).isEqualTo("0");
  }

  private static void migrate(String target) {
    Flyway.configure()
        .dataSource(DATABASE.jdbcUrl(), DATABASE.username(), DATABASE.password())
        .locations("db/messaging", "db/migration")
        .target(target)
        .load()
        .migrate();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String one(String query) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connection() throws SQLException {
    return DriverManager.getConnection(
        DATABASE.jdbcUrl(), DATABASE.username(), DATABASE.password());
  }
}
