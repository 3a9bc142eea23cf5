package io.quartermaster.settings.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.audit.AuditEntry;
import io.quartermaster.audit.ChainHead;
import io.quartermaster.audit.ChainTable;
import io.quartermaster.audit.EntryContent;
import io.quartermaster.audit.Finding;
import io.quartermaster.audit.Finding.Kind;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A trail of the time when there was one chain: it stays as it is, is checked, and goes on. */
class AuditMigrationIT {

  private static final TestDatabase DATABASE = RealServers.database("audit-migration");

  @Test
  void whatWasWrittenBeforeStaysValidAndNewEntriesFollowIt() throws SQLException {
    Flyway flyway = flyway("7");
    flyway.migrate();
    writeAsBefore(3);

    flyway("latest").migrate();

    assertThat(findings()).isEmpty();
    try (Connection connection = connection()) {
      connection.setAutoCommit(false);
      AuditEntry next = ChainTable.append(connection, content("carol"));
      connection.commit();
      assertThat(next.place().id()).isEqualTo(4);
      assertThat(next.place().sequence()).isEqualTo(1);
      List<String> newestFirst = new ArrayList<>();
      ChainTable.newest(
          connection, Long.MAX_VALUE, 10, entry -> newestFirst.add(entry.content().actor()));
      assertThat(newestFirst).containsExactly("carol", "bob 3", "bob 2", "bob 1");
    }
    assertThat(findings()).isEmpty();

    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table audit_entry disable trigger user");
      statement.execute(
          "update audit_entry set actor = 'mallory' where chain = 0 and sequence = 2");
    }
    assertThat(findings()).containsExactly(new Finding(Kind.EDITED, 0, 2, 2));
  }

  /** As the version before wrote: sequence, entry and head in one transaction. */
  private static void writeAsBefore(int entries) throws SQLException {
    ChainHead head = new ChainHead(0, 0, ChainHead.NO_HASH);
    try (Connection connection = connection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into audit_entry (sequence, occurred_at, actor, action, scope_type,"
                    + " scope_id, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?)");
        PreparedStatement update =
            connection.prepareStatement("update audit_head set entries = ?, last_hash = ?")) {
      for (int number = 1; number <= entries; number++) {
        AuditEntry entry = head.next(number, content("bob " + number));
        insert.setLong(1, number);
        insert.setObject(2, entry.content().at().atOffset(ZoneOffset.UTC));
        insert.setString(3, entry.content().actor());
        insert.setString(4, entry.content().action());
        insert.setString(5, entry.content().scopeType());
        insert.setString(6, entry.content().scopeId());
        insert.setString(7, entry.previousHash());
        insert.setString(8, entry.hash());
        insert.executeUpdate();
        head = entry.asHead();
        update.setLong(1, head.entries());
        update.setString(2, head.lastHash());
        update.executeUpdate();
      }
    }
  }

  private static EntryContent content(String actor) {
    return new EntryContent(
        Instant.parse("2026-11-23T12:00:00Z"),
        actor,
        "scope.chosen",
        "group",
        "7",
        null,
        null,
        null);
  }

  private static List<Finding> findings() throws SQLException {
    List<Finding> findings = new ArrayList<>();
    try (Connection connection = connection()) {
      ChainTable.verify(connection, findings::add);
    }
    return findings;
  }

  private static Connection connection() throws SQLException {
    return DriverManager.getConnection(
        DATABASE.jdbcUrl(), DATABASE.username(), DATABASE.password());
  }

  private static Flyway flyway(String target) {
    return Flyway.configure()
        .dataSource(DATABASE.jdbcUrl(), DATABASE.username(), DATABASE.password())
        .locations("db/messaging", "db/migration")
        .target(target)
        .load();
  }
}
