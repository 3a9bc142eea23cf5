package io.quartermaster.settings.audit;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.audit.ChainHead;
import io.quartermaster.audit.ChainTable;
import io.quartermaster.audit.Finding;
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

/** The tables of the trail in the hands of someone who may do everything, and the way back. */
final class StoredTrail {

  private final AgroalDataSource database;

  StoredTrail(AgroalDataSource database) {
    this.database = database;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    verify(findings);
    return findings;
  }

  long entries() {
    return verify(new ArrayList<>()).entries();
  }

  /** The chain that has the entries of the instance, and how many those are. */
  ChainHead chainOfTheInstance() {
    try (Connection connection = database.getConnection();
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

  private Verification verify(List<Finding> findings) {
    try (Connection connection = apartFromThePool()) {
      return ChainTable.verify(connection, findings::add);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot verify", e);
    }
  }

  void remember() {
    execute(
        "drop table if exists remembered_entry, remembered_head",
        "create table remembered_entry as select * from audit_entry",
        "create table remembered_head as select * from audit_head");
  }

  void restore() {
    tamper(
        "delete from audit_entry",
        "insert into audit_entry select * from remembered_entry",
        "delete from audit_head",
        "insert into audit_head select * from remembered_head");
  }

  /** Past the triggers, as the owner of the tables can. */
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
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Verification leaves a connection read-only. */
  private static Connection apartFromThePool() throws SQLException {
    TestDatabase settings = RealServers.database("settings-service");
    return DriverManager.getConnection(
        settings.jdbcUrl(), settings.username(), settings.password());
  }
}
