package io.quartermaster.settings.setup;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.testkit.Await.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.setup.EventStream.Event;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Unknown event ids: not retained, of another instance, or from before a restore of the database.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@Timeout(300)
class SetupEventIdsIT {

  Tokens tokens;
  @Inject AgroalDataSource database;
  @Inject MeterRegistry metrics;

  private SettingsApi api;

  @BeforeEach
  void reset() {
    api = new SettingsApi(tokens, database);
    api.forget();
    condition("no stream of another test")
        .until(() -> metrics.get("settings.setup.streams").gauge().value() == 0);
  }

  @Test
  void retainsTheNewestChangesAndSendsTheCurrentStateForOlderIds() {
    api.save();
    insertChanges(1200);
    long last = 1200 + 2;

    api.put(ARN, Availability.NEVER_ON, false).then().statusCode(200);

    assertThat(stored()).isEqualTo(LongStream.rangeClosed(last - 999, last).boxed().toList());
    try (EventStream stream = open(Long.toString(last - 1000))) {
      assertThat(stream.next(1000)).extracting(Event::number).isEqualTo(stored());
    }
    try (EventStream stream = open(Long.toString(last - 1001))) {
      Event present = stream.next();
      assertThat(present.number()).isEqualTo(last);
      assertThat(present.state().prettify()).isEqualTo(api.setup().prettify());
    }
  }

  @Test
  void distinguishesIdsOfAnotherInstance() {
    api.save();
    // Another uid of the same GitLab had five changes.
    api.execute(
        "insert into setup (instance_uid, revision, change_number) values ('another', 1, 5)");
    api.execute(
        "insert into setup_change select 'another', n, n - 1, '{}' from generate_series(2, 5) n");
    try (EventStream stream = open("5")) {
      assertThat(stream.next().id()).isEqualTo("1");
    }

    api.put(ARN, Availability.NEVER_ON, false).then().statusCode(200);
    api.put(ARN, Availability.DEFAULT_ON, false).then().statusCode(200);

    try (EventStream stream = open("1")) {
      assertThat(stream.next(2)).extracting(Event::id).containsExactly("6", "7");
    }
    // The id belongs to the other uid: changes after it are unknown.
    try (EventStream stream = open("5")) {
      assertThat(stream.next().id()).isEqualTo("7");
    }
    api.execute("delete from setup where instance_uid = 'another'");
  }

  @Test
  void continuesFromTheCurrentStateAfterARestore() {
    api.save();
    // The number without its change.
    api.execute("update setup set change_number = 40");
    api.execute("delete from setup_change");
    try (EventStream fresh = open("");
        EventStream same = open("40");
        EventStream older = open("39");
        EventStream lost = open("41")) {
      Event present = fresh.next();
      assertThat(present.id()).isEqualTo("40");
      assertThat(present.state().prettify()).isEqualTo(api.setup().prettify());
      assertThat(older.next()).isEqualTo(present);
      assertThat(lost.next()).isEqualTo(present);
      assertThat(same.nextComment()).isNotBlank();

      api.put(ARN, Availability.NEVER_ON, false).then().statusCode(200);

      for (EventStream stream : List.of(fresh, same, older, lost)) {
        assertThat(stream.next().id()).isEqualTo("41");
      }
    }
  }

  /** Inserts changes after the first one. */
  private void insertChanges(int changes) {
    api.execute("update setup set change_number = 1 + " + changes);
    api.execute(
        "insert into setup_change select instance_uid, n, n - 1, document"
            + " from setup_change, generate_series(2, 1 + %d) n".formatted(changes));
  }

  private List<Long> stored() {
    return api.numbers("select change_number from setup_change order by 1");
  }

  private EventStream open(String lastEventId) {
    return EventStream.open(lastEventId, tokens.admin());
  }
}
