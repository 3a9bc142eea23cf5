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
import org.jspecify.annotations.Nullable;

/** Backlog of the tables; every replica reports the same values (aggregate with max, not sum). */
@ApplicationScoped
class TableGauges {

  private static final String QUERY =
      """
      select
        (select count(*) from outbox where published_at is null) as "quartermaster.outbox.pending",
        (select coalesce(extract(epoch from now() - min(created_at)), 0)
          from outbox where published_at is null) as "quartermaster.outbox.oldest.age",
        (select count(*) from outbox
          where published_at is null and next_attempt_at is not null) as "quartermaster.outbox.parked",
        (select count(*) from reconcile_execution
          where not picked and execution_time <= now()) as "quartermaster.reconcile.due",
        (select coalesce(extract(epoch from now() - min(execution_time)), 0)
          from reconcile_execution
          where not picked and execution_time <= now()) as "quartermaster.reconcile.oldest.due.age",
        (select count(*) from reconcile_request
          where last_outcome in ('retry', 'exception')) as "quartermaster.reconcile.failing"
      """;

  private static final List<TableGauge> GAUGES =
      List.of(
          new TableGauge("quartermaster.outbox.pending", null, "Unpublished events"),
          new TableGauge(
              "quartermaster.outbox.oldest.age", "seconds", "Age of the oldest unpublished event"),
          new TableGauge("quartermaster.outbox.parked", null, "Events that the broker refused"),
          new TableGauge("quartermaster.reconcile.due", null, "Due runs"),
          new TableGauge(
              "quartermaster.reconcile.oldest.due.age", "seconds", "Age of the oldest due run"),
          new TableGauge("quartermaster.reconcile.failing", null, "Keys whose last run failed"));

  private final AgroalDataSource database;
  private final MeterRegistry registry;
  private volatile Map<String, Double> values = Map.of();

  TableGauges(AgroalDataSource database, MeterRegistry registry) {
    this.database = database;
    this.registry = registry;
  }

  void register() {
    for (TableGauge gauge : GAUGES) {
      Gauge.builder(gauge.name(), this, gauges -> gauges.value(gauge.name()))
          .description(gauge.description())
          .baseUnit(gauge.unit())
          .register(registry);
    }
  }

  private double value(String name) {
    return values.getOrDefault(name, Double.NaN);
  }

  void read() throws SQLException {
    Map<String, Double> fresh = new HashMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(QUERY)) {
      result.next();
      for (TableGauge gauge : GAUGES) {
        fresh.put(gauge.name(), result.getDouble(gauge.name()));
      }
    } finally {
      values = fresh;
    }
  }

  private record TableGauge(String name, @Nullable String unit, String description) {}
}
