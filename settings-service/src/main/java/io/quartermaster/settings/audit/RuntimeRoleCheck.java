package io.quartermaster.settings.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quartermaster.messaging.StorageException;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fails the start when the database role of this service could change or delete the audit history,
 * itself or through a role that it can become. Nothing here prevents a role from being given more
 * rights later.
 */
@Startup
@Singleton
class RuntimeRoleCheck {

  /** The roles of the session, each with the first power over the history that it has. */
  private static final String POWER =
      """
      with tables as (
        select oid, relowner, relnamespace, relname from pg_class
        where oid in ('audit_entry'::regclass, 'audit_head'::regclass)
      ), held as (
        select r.rolname, r.rolname <> session_user as indirect, case
          when r.rolsuper then 'is a superuser'
          when r.rolcreaterole then 'can create roles'
          when r.oid = t.relowner then 'owns the table ' || t.relname
          when r.oid = (select nspowner from pg_namespace where oid = t.relnamespace)
            then 'owns the schema of the table ' || t.relname
          when r.oid = (select datdba from pg_database where datname = current_database())
            then 'owns the database'
          when has_any_column_privilege(r.oid, t.oid, 'UPDATE')
            or has_table_privilege(r.oid, t.oid, 'DELETE, TRUNCATE, TRIGGER')
            or t.relname = 'audit_head' and has_any_column_privilege(r.oid, t.oid, 'INSERT')
            then 'has more privileges on ' || t.relname || ' than it needs'
          when has_schema_privilege(r.oid, t.relnamespace, 'CREATE')
            then 'can create objects in the schema of the table ' || t.relname
          when has_parameter_privilege(r.oid, 'session_replication_role', 'SET')
            then 'can set session_replication_role'
        end as power
        from pg_roles r cross join tables t where pg_has_role(session_user, r.oid, 'MEMBER')
      )
      select rolname, indirect, power, session_user from held
      where power is not null order by indirect, rolname limit 1
      """;

  private final AgroalDataSource database;

  RuntimeRoleCheck(AgroalDataSource database) {
    this.database = database;
  }

  @PostConstruct
  void check() {
    try (Connection connection = database.getConnection()) {
      check(connection);
    } catch (SQLException e) {
      throw new StorageException("check the database role", e);
    }
  }

  static void check(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(POWER)) {
      if (row.next()) {
        throw new ConfigurationException(
            """
            The database role %s can change the audit history: %s%s. Set quarkus.flyway.username and \
            quarkus.flyway.password to the owner of the tables, and quarkus.datasource.username and \
            quarkus.datasource.password to a role without these rights. docs/audit-trail.md has the SQL.\
            """
                .formatted(
                    row.getString(4),
                    row.getBoolean(2)
                        ? "it is a member of the role " + row.getString(1) + ", which "
                        : "it ",
                    row.getString(3)));
      }
    }
  }
}
