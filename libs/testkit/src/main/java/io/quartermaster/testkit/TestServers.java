package io.quartermaster.testkit;

/**
 * The broker and the database of this JVM. A test that kills one must restart it before it ends:
 * the others share them.
 */
public interface TestServers {

  String bootstrapServers();

  String jdbcUrl(String database);

  /** Creates a role and its database if they do not exist. */
  void createDatabase(String name, String owner, String password);

  /** Creates a role that can connect to the database and owns nothing, if it does not exist. */
  void createRole(String name, String password, String database);

  /** Kills the broker, as {@code kill -9}. */
  void killKafka();

  /** Returns when the broker is ready, with the same port and data. */
  void restartKafka();

  /** Kills the database, as {@code kill -9}. */
  void killPostgres();

  /** Returns when the database is ready, with the same port and data. */
  void restartPostgres();
}
