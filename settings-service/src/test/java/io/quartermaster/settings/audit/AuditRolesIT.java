package io.quartermaster.settings.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The run-time role can append to the audit history and read it, and nothing else. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class AuditRolesIT {

  private static final String PRIVILEGE = "42501";
  private static final String OWNER = "\"settings-service\"";
  private static final String RUNTIME = "\"settings-service-runtime\"";

  Tokens tokens;
  @Inject AgroalDataSource database;

  private SettingsApi api;

  @BeforeEach
  void speakToTheApi() {
    api = new SettingsApi(tokens, database);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Delete or change entries.
        "delete from audit_entry",
        "delete from audit_entry where false",
        "with gone as (delete from audit_entry returning 1) select * from gone",
        "update audit_entry set actor = 'mallory'",
        "truncate audit_entry",
        "truncate audit_entry cascade",
        "insert into audit_entry select * from audit_entry on conflict (id) do update set actor = ''",
        "merge into audit_entry e using audit_head h on e.chain = h.chain when matched then delete",
        "select * from audit_entry for update",
        "lock table audit_entry in access exclusive mode",
        // Rewind or replace a head.
        "update audit_head set entries = 0, last_hash = repeat('0', 64)",
        "update audit_head set entries = entries + 1",
        "update audit_head set last_hash = repeat('a', 64)",
        "update audit_head set chain = chain",
        "insert into audit_head values (1, 0, repeat('0', 64)) on conflict do nothing",
        "delete from audit_head",
        "truncate audit_head",
        "select * from audit_head for update",
        "select setval('audit_entry_number', 1)",
        "alter sequence audit_entry_number restart",
        // Disable, drop or replace the triggers.
        "alter table audit_entry disable trigger user",
        "alter table audit_entry disable trigger all",
        "alter table audit_head disable trigger audit_head_only_grows",
        "drop trigger audit_entry_is_append_only on audit_entry",
        "drop function refuse_change_of_audit() cascade",
        "alter function refuse_change_of_audit() rename to refuse_nothing",
        "create or replace function refuse_change_of_audit() returns trigger language plpgsql"
            + " as 'begin return null; end'",
        "create trigger swallow before insert on audit_entry for each row"
            + " execute function refuse_change_of_audit()",
        "create rule swallow as on insert to audit_entry do instead nothing",
        "set session_replication_role = replica",
        "alter role current_user set session_replication_role = replica",
        "alter database \"settings-service\" set session_replication_role = replica",
        // Drop, move or replace the tables.
        "drop table audit_entry",
        "drop table audit_head cascade",
        "alter table audit_entry rename to audit_entry_before",
        "alter table audit_entry drop column hash",
        "alter table audit_entry add constraint none check (false) not valid",
        "alter table audit_entry enable row level security",
        "create policy nothing on audit_entry",
        "create table shadow () inherits (audit_entry)",
        "create table shadow (id bigint)",
        "create temporary table audit_head (chain smallint)",
        "create schema shadow",
        "drop schema public cascade",
        // Become somebody who can.
        "alter table audit_entry owner to current_user",
        "reassign owned by " + OWNER + " to current_user",
        "drop owned by " + OWNER,
        "set role " + OWNER,
        "set session authorization " + OWNER,
        "alter role current_user superuser",
        "alter role " + OWNER + " password 'known'",
        "grant " + OWNER + " to " + RUNTIME,
        // Without a right to grant it, only a warning.
        "grant delete on audit_entry to " + RUNTIME + "; delete from audit_entry",
        "create role accomplice",
        // Through the server's files and programs.
        "copy audit_entry to program 'true'",
        "copy audit_entry from program 'true'",
        "select lo_export(lo_from_bytea(0, ''), '/tmp/audit')",
        "select pg_read_file('PG_VERSION')",
        // Hide what was migrated.
        "delete from flyway_schema_history",
        "create extension lo",
      })
  void refusesToTheRuntimeRole(String sql) throws SQLException {
    assertThat(stateOf(sql)).isEqualTo(PRIVILEGE);
  }

  /** The role may append: what the trigger refuses is an entry that does not extend its chain. */
  @ParameterizedTest
  @CsvSource({
    "gap,           entries + 2, last_hash",
    "same position, entries,     last_hash",
    "fork,          entries + 1, 'repeat(''b'', 64)'",
    "before,        1,           'repeat(''0'', 64)'"
  })
  void refusesAnEntryThatDoesNotExtendItsChain(String what, String sequence, String previous)
      throws SQLException {
    createAnEntry();

    assertThat(stateOf(entry(sequence, previous))).as(what).isIn("23000", "23505");
  }

  @Test
  void appendsOnlyTogetherWithTheHead() throws SQLException {
    createAnEntry();

    try (Connection connection = StoredTrail.asRuntimeRole();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(entry("entries + 1", "last_hash"));

      try (var row =
          statement.executeQuery(
              "select count(*) from audit_head join audit_entry using (chain)"
                  + " where sequence = entries and hash = last_hash and actor = 'mallory'")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(1);
      }
      connection.rollback();
    }
  }

  /** A table of the caller's must not take the place of ours in the trigger and the function. */
  @Test
  void movesTheHeadInSpiteOfATemporaryTableOfItsName() throws SQLException {
    createAnEntry();
    String right = "temporary on database " + OWNER;
    api.execute("grant " + right + " to " + RUNTIME);

    try (Connection connection = StoredTrail.asRuntimeRole();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("create temporary table audit_head as select * from public.audit_head");
      statement.execute(entry("entries + 1", "last_hash"));

      try (var row =
          statement.executeQuery(
              "select moved.entries - shadow.entries from public.audit_head moved"
                  + " join audit_head shadow using (chain) where moved.entries > 0"
                  + " order by chain limit 1")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getLong(1)).isEqualTo(1);
      }
      connection.rollback();
    } finally {
      api.execute("revoke " + right + " from " + RUNTIME);
    }
  }

  @Test
  void theServiceUsesTheRuntimeRole() throws SQLException {
    try (Connection connection = database.getConnection()) {
      assertThat(connection.getMetaData().getUserName()).isEqualTo("settings-service-runtime");
      assertThatCode(() -> RuntimeRoleCheck.check(connection)).doesNotThrowAnyException();
    }
  }

  @Test
  void theStartFailsAsTheOwner() throws SQLException {
    try (Connection connection = StoredTrail.asOwner()) {
      assertThatThrownBy(() -> RuntimeRoleCheck.check(connection))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContainingAll(
              "settings-service",
              "owns",
              "quarkus.datasource.username",
              "quarkus.flyway.username",
              "quarkus.flyway.password",
              "docs/audit-trail.md");
    }
  }

  @Test
  void theStartFailsWithAPrivilegeTooMany() throws SQLException {
    for (String privilege :
        List.of(
            "delete on audit_entry",
            "truncate on audit_entry",
            "trigger on audit_entry",
            "update (actor) on audit_entry",
            "update (entries, last_hash) on audit_head",
            "insert on audit_head",
            "delete on audit_head",
            "create on schema public")) {
      api.execute("grant " + privilege + " to " + RUNTIME);
      try (Connection connection = StoredTrail.asRuntimeRole()) {
        assertThatThrownBy(() -> RuntimeRoleCheck.check(connection))
            .as(privilege)
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("settings-service-runtime");
      } finally {
        api.execute("revoke " + privilege + " from " + RUNTIME);
      }
    }
  }

  private void createAnEntry() {
    api.forget();
    api.save();
  }

  private static String entry(String sequence, String previous) {
    return """
    insert into audit_entry (id, chain, sequence, occurred_at, actor, action, scope_type, scope_id,
      previous_hash, hash)
    select nextval('audit_entry_number'), chain, %s, now(), 'mallory', 'settings_saved', 'instance', '',
      %s, repeat('c', 64)
    from audit_head where entries > 0 order by chain limit 1
    """
        .formatted(sequence, previous);
  }

  /** In a transaction that is rolled back, so that a success harms nothing. */
  private static String stateOf(String sql) throws SQLException {
    try (Connection connection = StoredTrail.asRuntimeRole();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        statement.execute(sql);
        return "no error";
      } catch (SQLException e) {
        return e.getSQLState();
      } finally {
        connection.rollback();
      }
    }
  }
}
