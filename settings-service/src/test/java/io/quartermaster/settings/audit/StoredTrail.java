package io.quartermaster.settings.audit;

import io.quartermaster.audit.ChainHead;
import io.quartermaster.audit.ChainTable;
import io.quartermaster.audit.Finding;
import io.quartermaster.audit.Publications;
import io.quartermaster.audit.Verification;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The tables of the audit trail: tampering with them as their owner, and restoring them. */
final class StoredTrail {

  List<Finding> findings() {
    return findings(new Publications());
  }

  List<Finding> findings(Publications publications) {
    List<Finding> findings = new ArrayList<>();
    verify(publications, findings);
    return findings;
  }

  long entries() {
    return verify(new Publications(), new ArrayList<>()).entries();
  }

  /** The head of the chain of the instance. */
  ChainHead chainOfTheInstance() {
    try (Connection connection = asOwner();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select chain, entries, last_hash from audit_head where chain = (select chain from"
                    + " audit_entry where scope_type = 'instance' order by id desc limit 1)")) {
      row.next();
      return new ChainHead(row.getInt(1), row.getLong(2), row.getString(3));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read the head", e);
    }
  }

  private Verification verify(Publications publications, List<Finding> findings) {
    try (Connection connection = asOwner()) {
      return ChainTable.verify(connection, publications, findings::add);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot verify", e);
    }
  }

  void snapshot() {
    execute(
        "drop table if exists snapshot_entry, snapshot_head",
        "create table snapshot_entry as select * from audit_entry",
        "create table snapshot_head as select * from audit_head");
  }

  void restore() {
    tamper(
        "delete from audit_entry",
        "insert into audit_entry select * from snapshot_entry",
        "delete from audit_head",
        "insert into audit_head select * from snapshot_head");
  }

  /** Bypasses the triggers, as the owner of the tables can. */
  void tamper(String... statements) {
    execute(
        "alter table audit_entry disable trigger user",
        "alter table audit_head disable trigger user");
    execute(statements);
    execute(
        "alter table audit_entry enable trigger user",
        "alter table audit_head enable trigger user");
  }

  void execute(String... statements) {
    try (Connection connection = asOwner();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Not the role that the service has at run time. */
  static Connection asOwner() throws SQLException {
    return connect(RealServers.database("settings-service"));
  }

  static Connection asRuntimeRole() throws SQLException {
    return connect(RealServers.databaseAtRunTime("settings-service"));
  }

  private static Connection connect(TestDatabase settings) throws SQLException {
    return DriverManager.getConnection(
        settings.jdbcUrl(), settings.username(), settings.password());
  }
}
