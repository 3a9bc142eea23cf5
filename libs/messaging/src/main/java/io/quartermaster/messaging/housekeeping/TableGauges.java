package io.quartermaster.messaging.housekeeping;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What waits in the tables, as numbers; every replica shows the same ones (use max, not sum). */
@ApplicationScoped
class TableGauges {

  private static final String QUERY =
      """
      select
        (select count(*) from outbox where published_at is null) as outbox_pending,
        (select coalesce(extract(epoch from now() - min(created_at)), 0)
          from outbox where published_at is null) as outbox_oldest_age,
        (select count(*) from outbox
          where published_at is null and next_attempt_at is not null) as outbox_parked,
        (select count(*) from reconcile_execution
          where not picked and execution_time <= now()) as reconcile_due,
        (select coalesce(extract(epoch from now() - min(execution_time)), 0)
          from reconcile_execution
          where not picked and execution_time <= now()) as reconcile_oldest_due_age,
        (select count(*) from reconcile_request
          where last_outcome in ('retry', 'exception')) as reconcile_failing
      """;

  private static final List<Shown> SHOWN =
      List.of(
          new Shown("quartermaster.outbox.pending", "outbox_pending", "", "Events not published"),
          new Shown(
              "quartermaster.outbox.oldest.age",
              "outbox_oldest_age",
              "seconds",
              "Age of the oldest event not published"),
          new Shown(
              "quartermaster.outbox.parked", "outbox_parked", "", "Events the broker refuses"),
          new Shown("quartermaster.reconcile.due", "reconcile_due", "", "Runs that wait"),
          new Shown(
              "quartermaster.reconcile.oldest.due.age",
              "reconcile_oldest_due_age",
              "seconds",
              "How long the oldest run waits"),
          new Shown(
              "quartermaster.reconcile.failing",
              "reconcile_failing",
              "",
              "Keys whose last run ended in a retry"));

  private final AgroalDataSource database;
  private final MeterRegistry registry;
  private volatile Map<String, Double> values = Map.of();

  TableGauges(AgroalDataSource database, MeterRegistry registry) {
    this.database = database;
    this.registry = registry;
  }

  void register() {
    for (Shown shown : SHOWN) {
      Gauge.builder(shown.name(), this, gauges -> gauges.value(shown.column()))
          .description(shown.description())
          .baseUnit(shown.unit().isEmpty() ? null : shown.unit())
          .register(registry);
    }
  }

  private double value(String column) {
    return values.getOrDefault(column, Double.NaN);
  }

  void read() throws SQLException {
    Map<String, Double> fresh = new HashMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(QUERY)) {
      result.next();
      for (Shown shown : SHOWN) {
        fresh.put(shown.column(), result.getDouble(shown.column()));
      }
    } finally {
      values = fresh;
    }
  }

  private record Shown(String name, String column, String unit, String description) {}
}
