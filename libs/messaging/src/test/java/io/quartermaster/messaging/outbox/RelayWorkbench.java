package io.quartermaster.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quartermaster.contracts.Topic;
import io.quartermaster.messaging.Configs;
import io.quartermaster.messaging.MessagingConfig;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.ReceivedEvent;
import io.quartermaster.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** An outbox in a database of its own, and relays over it without a container. */
final class RelayWorkbench {

  /** So long that no busy machine makes a relay send again what the broker has: tests count it. */
  static final Duration PATIENT = Duration.ofMinutes(1);

  static final String TOPIC = Topic.OUTCOME_EVENTS.topicName();

  private final TestDatabase database;
  private Connection own;

  RelayWorkbench(String name) {
    this.database = RealServers.database(name);
    try (InputStream script =
        RelayWorkbench.class.getResourceAsStream("/db/messaging/V0_1__outbox.sql")) {
      own = dataSource().getConnection();
      update(new String(script.readAllBytes(), UTF_8));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("No outbox in " + name, e);
    }
  }

  /** One for all, as long as the database lets it live. */
  private Connection connection() throws SQLException {
    if (!own.isValid(5)) {
      own = dataSource().getConnection();
    }
    return own;
  }

  DataSource dataSource() {
    return dataSource(database.jdbcUrl(), database.username(), database.password());
  }

  static DataSource dataSource(String url, String user, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  OutboxRelay relay(Duration deliveryTimeout) {
    return relay(dataSource(), RealServers.servers().bootstrapServers(), deliveryTimeout);
  }

  /** Fast in everything else, so that a test sees retries and take-overs soon. */
  static OutboxRelay relay(DataSource source, String bootstrapServers, Duration deliveryTimeout) {
    String relay = "quartermaster.messaging.relay.";
    MessagingConfig config =
        Configs.with(
            Map.of(
                relay + "poll-interval", "50ms",
                relay + "standby-interval", "100ms",
                relay + "batch-size", "100",
                relay + "batch-bytes", "1048576",
                relay + "back-off-base", "50ms",
                relay + "back-off-cap", "500ms",
                relay + "park-base", "300ms",
                relay + "park-cap", "600ms"));
    Map<String, Object> broker = Map.of("bootstrap.servers", bootstrapServers);
    return new OutboxRelay(
        source,
        () -> new EventSender(broker, "relay-under-test", deliveryTimeout),
        config,
        new SimpleMeterRegistry());
  }

  /** The arguments of {@link RelayProcess}. */
  List<String> processArguments() {
    return List.of(
        database.jdbcUrl(),
        database.username(),
        database.password(),
        RealServers.servers().bootstrapServers());
  }

  UUID append(String key) {
    return append(TOPIC, key, "{}");
  }

  UUID append(String topic, String key, String json) {
    UUID id = UUID.randomUUID();
    update(
        "insert into outbox (event_id, topic, key, type, subject, source, data)"
            + " values (?, ?, ?, 'io.quartermaster.test.v1', 'subject', '/quartermaster/test', ?)",
        id,
        topic,
        key,
        json);
    return id;
  }

  int update(String sql, Object... parameters) {
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.execute() ? 0 : statement.getUpdateCount();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  long count(String condition) {
    try (Statement statement = connection().createStatement();
        ResultSet row = statement.executeQuery("select count(*) from outbox where " + condition)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(condition, e);
    }
  }

  long pending() {
    return count("published_at is null");
  }

  /** Every id that arrived with the key, as often as it did, in order. */
  static List<UUID> arrived(String key) {
    return RealServers.topics().read(Topic.OUTCOME_EVENTS).stream()
        .filter(message -> key.equals(message.key()))
        .map(ReceivedEvent::id)
        .map(UUID::fromString)
        .toList();
  }

  /** Every id that arrived with the key, in the order of the first arrivals. */
  static List<UUID> firstArrivals(String key) {
    return new ArrayList<>(new LinkedHashSet<>(arrived(key)));
  }
}
