package io.quartermaster.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProcessIT {

  @TempDir static Path directory;

  private static PostgresProcess postgres;

  @BeforeAll
  static void start() {
    postgres = PostgresProcess.start(PostgresOptions.in(directory));
    postgres.createDatabase("orders", "orders_owner", "it's a secret");
  }

  @AfterAll
  static void stop() {
    long pid = postgres.pid();
    postgres.close();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void whatWasCommittedSurvivesAKill() throws SQLException {
    long firstPid = postgres.pid();
    update("CREATE TABLE kept (value int)");
    update("INSERT INTO kept VALUES (1), (2)");

    postgres.kill();
    assertThat(postgres.isAlive()).isFalse();
    postgres.restart();

    assertThat(postgres.pid()).isNotEqualTo(firstPid);
    assertThat(query("SELECT count(*) FROM kept")).isEqualTo("2");
  }

  @Test
  void aRestartInGoodOrderDoesNotWaitForClients() throws SQLException {
    try (Connection client = connect("it's a secret")) {
      postgres.restart();
      assertThat(client.isValid(5)).isFalse();
    }
    assertThat(query("SELECT 1")).isEqualTo("1");
  }

  @Test
  void makingADatabaseAgainKeepsItAndTakesTheNewPassword() throws SQLException {
    postgres.createDatabase("again", "again_owner", "first");
    postgres.createDatabase("again", "again_owner", "second");

    try (Connection connection =
        DriverManager.getConnection(postgres.jdbcUrl("again"), "again_owner", "second")) {
      assertThat(connection.isValid(5)).isTrue();
    }
    assertThatThrownBy(
            () -> DriverManager.getConnection(postgres.jdbcUrl("again"), "again_owner", "first"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void anotherRoleMayEnterTheDatabaseAndCreateNothing() throws SQLException {
    postgres.createRole("orders_reader", "first", "orders");
    postgres.createRole("orders_reader", "second", "orders");

    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl("orders"), "orders_reader", "second");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CREATE TABLE mine (value int)"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void aRoleMayNotEnterTheDatabaseOfAnother() {
    postgres.createDatabase("mine", "mine_owner", "secret");

    assertThatThrownBy(
            () ->
                DriverManager.getConnection(
                    postgres.jdbcUrl("mine"), "orders_owner", "it's a secret"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void aBusyPortIsNamed(@TempDir Path other) throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> PostgresProcess.start(PostgresOptions.in(other).withPort(busy.getLocalPort())))
          .isInstanceOfSatisfying(
              PortInUseException.class, e -> assertThat(e.port()).isEqualTo(busy.getLocalPort()));
    }
  }

  @Test
  void aServerThatDoesNotComeUpNamesItsLog(@TempDir Path other) throws Exception {
    try (PostgresProcess first =
        PostgresProcess.start(PostgresOptions.in(other.resolve("server")).notDurable())) {
      assertThat(first.isAlive()).isTrue();
    }
    Files.writeString(other.resolve("server/data/postgresql.conf"), "no_such_setting = 1\n");

    PostgresOptions impatient =
        new PostgresOptions(
            other.resolve("server"),
            0,
            false,
            PostgresOptions.in(other).binaries(),
            false,
            Duration.ofSeconds(2));
    assertThatThrownBy(() -> PostgresProcess.start(impatient))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("postgres.log");
  }

  private static void update(String sql) throws SQLException {
    try (Connection connection = connect("it's a secret");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static String query(String sql) throws SQLException {
    try (Connection connection = connect("it's a secret");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static Connection connect(String password) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl("orders"), "orders_owner", password);
  }
}
