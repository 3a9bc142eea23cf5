package io.quartermaster.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leadership and the connection pool, which has three connections here. */
class RelaySessionIT {

  private static final String LEADERS =
      "select count(*) from pg_locks where locktype = 'advisory' and classid = 20817 and granted"
          + " and database = (select oid from pg_database where datname = current_database())";

  private AgroalDataSource database;

  @BeforeEach
  void openThePool() throws SQLException {
    TestDatabase server = RealServers.database("relay_session");
    database =
        AgroalDataSource.from(
            new AgroalPropertiesReader()
                .readProperties(
                    Map.of(
                        "maxSize",
                        "3",
                        "acquisitionTimeout",
                        "PT2S",
                        "exceptionSorter",
                        "POSTGRESQL",
                        "jdbcUrl",
                        server.jdbcUrl(),
                        "principal",
                        server.username(),
                        "credential",
                        server.password())));
  }

  @AfterEach
  void closeThePool() {
    database.close();
  }

  @Test
  void isHeldByOneRelayAtATime() throws SQLException {
    try (RelaySession leader = RelaySession.tryAcquire(database).orElseThrow()) {
      assertThat(leader).isNotNull();
      assertThat(RelaySession.tryAcquire(database)).isEmpty();
    }
    assertThat(number(LEADERS)).isZero();
  }

  @Test
  void returnsTheConnectionToThePoolWithoutTheLock() throws SQLException {
    for (int n = 0; n < 20; n++) {
      Optional<RelaySession> leader = RelaySession.tryAcquire(database);
      assertThat(leader).isPresent();
      leader.get().close();
    }
    assertThat(number(LEADERS)).isZero();
  }

  @Test
  void replacesAConnectionThatIsCut() throws SQLException {
    for (int n = 0; n < 20; n++) {
      RelaySession leader = RelaySession.tryAcquire(database).orElseThrow();
      assertThat(
              number(
                  "select pg_terminate_backend(pid)::int from pg_locks"
                      + LEADERS.substring(LEADERS.indexOf(" where"))))
          .isOne();
      org.assertj.core.api.Assertions.assertThatThrownBy(leader::close)
          .isInstanceOf(SQLException.class);
    }
    assertThat(number("select 1")).isOne();
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
