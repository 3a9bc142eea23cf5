package io.quartermaster.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A handler that writes a row per event, and fails where a test requests it. */
@ApplicationScoped
public class Effects implements EventHandler {

  static final String TYPE = "io.quartermaster.settings.arn-saved.v1";

  private final AgroalDataSource database;
  private final Map<String, Consumer<IncomingEvent>> faults = new ConcurrentHashMap<>();

  Effects(AgroalDataSource database) {
    this.database = database;
  }

  /** Does this before the effect whenever an event of the key comes. */
  void before(String key, Consumer<IncomingEvent> fault) {
    faults.put(key, fault);
  }

  @Override
  public Set<String> types() {
    return Set.of(TYPE);
  }

  @Override
  public void handle(IncomingEvent event) {
    faults.getOrDefault(event.key(), none -> {}).accept(event);
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into effect (event_id, key, data) values (?, ?, ?)")) {
      insert.setString(1, event.id());
      insert.setString(2, event.key());
      insert.setString(3, new String(event.data(), UTF_8));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("Effect not written", e);
    }
  }

  int count(String key) {
    try (Connection connection = database.getConnection();
        PreparedStatement count =
            connection.prepareStatement("select count(*) from effect where key = ?")) {
      count.setString(1, key);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Effects not counted", e);
    }
  }
}
