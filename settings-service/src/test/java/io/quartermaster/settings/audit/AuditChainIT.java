package io.quartermaster.settings.audit;

import static io.quartermaster.contracts.Availability.DEFAULT_ON;
import static io.quartermaster.contracts.Availability.NEVER_ON;
import static io.quartermaster.settings.SettingsApi.ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.audit.ChainHead;
import io.quartermaster.audit.Finding;
import io.quartermaster.audit.Finding.Kind;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chains with real rows: concurrent writers keep them intact, and tampering is detected. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class AuditChainIT {

  Tokens tokens;
  @Inject AgroalDataSource database;
  @Inject AuditTrail trail;

  private SettingsApi api;
  private StoredTrail stored;

  @BeforeEach
  void createEntries() {
    api = new SettingsApi(tokens, database);
    stored = new StoredTrail();
    api.forget();
    api.save();
    for (int i = 0; i < 3; i++) {
      api.put(ARN, NEVER_ON, false).then().statusCode(200);
      api.put(ARN, DEFAULT_ON, false).then().statusCode(200);
    }
    stored.snapshot();
  }

  @AfterEach
  void restore() {
    stored.restore();
    assertThat(stored.findings()).isEmpty();
  }

  @Test
  void keepsTheChainIntactDuringConcurrentSaves() throws Exception {
    long before = stored.entries();

    inParallel(50, i -> api.put(role(i), DEFAULT_ON, false).statusCode());

    assertThat(stored.findings()).isEmpty();
    assertThat(stored.entries()).isEqualTo(before + 50);
    stored.snapshot();
  }

  @Test
  void keepsTheChainsIntactDuringRollbacks() throws Exception {
    long before = stored.entries();

    inParallel(
        50,
        i -> {
          try {
            QuarkusTransaction.requiringNew()
                .run(
                    () -> {
                      trail.record(change(i % 3));
                      if (i % 5 == 0) {
                        throw new CancellationException();
                      }
                    });
          } catch (CancellationException rolledBack) {
            return 200;
          }
          return 200;
        });

    assertThat(stored.findings()).isEmpty();
    assertThat(stored.entries()).isEqualTo(before + 40);
    stored.snapshot();
  }

  /** In one chain the inner transaction would deadlock with the outer one. */
  @Test
  void appendsToTwoChainsConcurrently() {
    long before = stored.entries();

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              trail.record(change(1));
              QuarkusTransaction.requiringNew().timeout(60).run(() -> trail.record(change(2)));
            });

    assertThat(stored.findings()).isEmpty();
    assertThat(stored.entries()).isEqualTo(before + 2);
    stored.snapshot();
  }

  @Test
  void requiresATransaction() {
    assertThatThrownBy(() -> trail.record(change(1))).hasMessageContaining("ransaction");
  }

  @Test
  void rejectsChangesOfTheTables() {
    for (String sql :
        List.of(
            "update audit_entry set actor = 'mallory'",
            "delete from audit_entry",
            "delete from audit_entry where sequence < 0",
            "truncate audit_entry",
            "delete from audit_head",
            "truncate audit_head",
            "update audit_head set entries = entries - 1",
            "update audit_head set last_hash = repeat('0', 64)",
            "update audit_head set chain = 1, entries = entries + 1 where chain = 2",
            "update audit_head set entries = entries + 2 where chain = 1")) {
      assertThatThrownBy(() -> stored.execute(sql)).as(sql).hasMessageContaining("append-only");
    }
  }

  @Test
  void findsAnEditedEntry() {
    ChainHead end = stored.chainOfTheInstance();
    long third = end.entries() - 3;
    for (String change :
        List.of(
            "actor = 'mallory'",
            "occurred_at = occurred_at + interval '1 microsecond'",
            "after = (after::text || ' ')::json",
            "before = null",
            "scope_path = ''",
            "id = id + 1000000",
            "hash = repeat('a', 64)")) {
      stored.tamper(
          "update audit_entry set "
              + change
              + " where chain = "
              + end.chain()
              + " and sequence = "
              + third);

      assertThat(stored.findings()).as(change).containsExactly(at(Kind.EDITED, end, third));
      stored.restore();
    }
  }

  @Test
  void findsADeletedEntryInTheMiddleAndAtTheEnd() {
    ChainHead end = stored.chainOfTheInstance();
    long last = end.entries();
    String chain = " where chain = " + end.chain();

    stored.tamper("delete from audit_entry" + chain + " and sequence = " + (last - 2));
    assertThat(stored.findings()).containsExactly(at(Kind.MISSING, end, last - 2));
    stored.restore();

    stored.tamper("delete from audit_entry" + chain + " and sequence >= " + (last - 1));
    assertThat(stored.findings())
        .containsExactly(new Finding(Kind.MISSING, end.chain(), last - 1, last));
    stored.restore();

    stored.tamper("delete from audit_head" + chain);
    assertThat(stored.findings()).containsExactly(at(Kind.NO_HEAD, end, last));
  }

  @Test
  void findsAnInsertedEntryInTheMiddleAndAtTheEnd() {
    ChainHead end = stored.chainOfTheInstance();
    long last = end.entries();

    stored.tamper(copyOf(end, last, last + 1));
    assertThat(stored.findings()).containsExactly(at(Kind.INSERTED, end, last + 1));
    stored.restore();

    stored.tamper(
        "update audit_entry set sequence = sequence + 1 where chain = %d and sequence = %d"
            .formatted(end.chain(), last),
        copyOf(end, last - 1, last));
    assertThat(stored.findings()).containsExactly(at(Kind.INSERTED, end, last));
  }

  @Test
  void savesNothingWithoutTheHead() {
    stored.tamper("delete from audit_head");

    api.put(ARN, NEVER_ON, false).then().statusCode(500);

    stored.restore();
    api.get().then().statusCode(200);
    assertThat(api.get().jsonPath().getString("availability")).isEqualTo("default_on");
  }

  private static String copyOf(ChainHead end, long sequence, long as) {
    return """
    insert into audit_entry (id, chain, sequence, occurred_at, actor, action, scope_type, scope_id,
      scope_path, before, after, previous_hash, hash)
    select 9000000000, chain, %d, occurred_at, 'mallory', action, scope_type, scope_id,
      scope_path, before, after, previous_hash, hash
    from audit_entry where chain = %d and sequence = %d
    """
        .formatted(as, end.chain(), sequence);
  }

  private static Finding at(Kind kind, ChainHead end, long sequence) {
    return new Finding(kind, end.chain(), sequence, sequence);
  }

  private static AuditedChange change(int number) {
    return new AuditedChange(
        "bob",
        AuditAction.SETTINGS_SAVED,
        ScopeKind.GROUP,
        Integer.toString(number),
        "team/" + number,
        null,
        Map.of("number", number),
        Instant.now());
  }

  private static String role(int number) {
    return "arn:aws:iam::123456789012:role/Role" + number;
  }

  /** One of many concurrent calls. */
  private interface Numbered {
    int run(int number);
  }

  private static void inParallel(int writers, Numbered call) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int number = i;
        Callable<Integer> one = () -> call.run(number);
        results.add(threads.submit(one));
      }
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(200);
      }
    }
  }
}
