package io.quartermaster.local.audit;

import io.quartermaster.audit.ChainTable;
import io.quartermaster.audit.Finding;
import io.quartermaster.audit.Publications;
import io.quartermaster.audit.Verification;
import io.quartermaster.local.stack.StackFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * The database that the audit trail is in; it is only read.
 *
 * <p>Failure semantics: a database that does not answer, does not let us in or holds no audit trail
 * is a {@link StackFailure}.
 */
public record SettingsDatabase(String jdbcUrl, String user, String password) {
  private static final String NO_SUCH_TABLE = "42P01";
  private static final String TIMEOUT_SECONDS = "10";

  /**
   * Checks the whole trail, telling each finding at once.
   *
   * @param publications read before this call, or newer ones look like a truncation
   */
  public Verification verify(Publications publications, Consumer<Finding> findings) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
    properties.setProperty("ApplicationName", "qm audit verify");
    try (Connection connection = DriverManager.getConnection(jdbcUrl, properties)) {
      return ChainTable.verify(connection, publications, findings);
    } catch (SQLException e) {
      throw new StackFailure(
          NO_SUCH_TABLE.equals(e.getSQLState())
              ? "There is no audit trail in this database: is it the settings service's?"
              : "The settings database cannot be read: " + e.getMessage(),
          e);
    }
  }

  @Override
  public String toString() {
    return "SettingsDatabase[" + user + "]";
  }
}
