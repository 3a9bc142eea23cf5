package io.quartermaster.testkit;

/**
 * The broker and the database of this JVM. A test that kills one must restart it before it ends:
 * the others share them.
 */
public interface TestServers {

  String bootstrapServers();

  String jdbcUrl(String database);

  /** Makes a role and its database, if they are missing. */
  void createDatabase(String name, String owner, String password);

  /** Ends the broker at once, as a power cut would. */
  void killKafka();

  /** Returns when the broker answers again, on the same port and with the same data. */
  void restartKafka();

  /** Ends the database at once, as a power cut would. */
  void killPostgres();

  /** Returns when the database answers again, on the same port and with the same data. */
  void restartPostgres();
}
