package io.quartermaster.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** Access to a server as its superuser, whose random password is kept in its directory. */
record PostgresAccess(
    Path passwordFile, String superuser, String password, UnaryOperator<String> jdbcUrl) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

  static PostgresAccess of(
      ServerDirectory directory, String superuser, UnaryOperator<String> jdbcUrl) {
    Path file = directory.resolve("superuser.password");
    return new PostgresAccess(file, superuser, readOrMake(file), jdbcUrl);
  }

  boolean isReady() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return statement.execute("SELECT 1");
    } catch (SQLException e) {
      return false;
    }
  }

  void createDatabase(String name, String owner, String ownerPassword) {
    requireName(name);
    requireName(owner);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      createRole(connection, owner, ownerPassword);
      if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
        statement.execute("CREATE DATABASE \"%s\" OWNER \"%s\"".formatted(name, owner));
        statement.execute("REVOKE ALL ON DATABASE \"%s\" FROM PUBLIC".formatted(name));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Database " + name + " cannot be created", e);
    }
  }

  void createRole(String name, String password, String database) {
    requireName(name);
    requireName(database);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      createRole(connection, name, password);
      statement.execute("GRANT CONNECT ON DATABASE \"%s\" TO \"%s\"".formatted(database, name));
    } catch (SQLException e) {
      throw new IllegalStateException("Role " + name + " cannot be created", e);
    }
  }

  private static void createRole(Connection connection, String name, String password)
      throws SQLException {
    boolean exists = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "%s ROLE \"%s\" LOGIN PASSWORD %s"
              .formatted(exists ? "ALTER" : "CREATE", name, statement.enquoteLiteral(password)));
    }
  }

  private Connection connect() throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl.apply("postgres"));
    source.setUser(superuser);
    source.setPassword(password);
    source.setConnectTimeout(5);
    source.setSocketTimeout(30);
    return source.getConnection();
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a name for a database or a role: " + name);
    }
  }

  private static String readOrMake(Path file) {
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read or write " + file, e);
    }
  }

  @Override
  public String toString() {
    return "PostgresAccess[" + superuser + "]";
  }
}
