package io.quartermaster.settings.audit;

import static io.quartermaster.testkit.Await.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.audit.ChainHead;
import io.quartermaster.audit.Finding;
import io.quartermaster.audit.Finding.Kind;
import io.quartermaster.audit.Publications;
import io.quartermaster.audit.PublishedHead;
import io.quartermaster.audit.PublishedHeads;
import io.quartermaster.contracts.AuditHeadsPublished;
import io.quartermaster.contracts.AuditHeadsPublished.Head;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The publication of the heads, and what it shows about a trail that is intact in itself. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class AuditHeadsIT {

  Tokens tokens;
  TestTopics topics;
  @Inject AgroalDataSource database;
  @Inject AuditHeads heads;
  @Inject AuditHeadTimer timer;
  @Inject InstanceIdentity identity;

  private final StoredTrail stored = new StoredTrail();
  private SettingsApi api;

  @BeforeEach
  void createAnEntry() {
    api = new SettingsApi(tokens, database);
    api.forget();
    api.save();
  }

  @Test
  void publishesTheHeadsOfAllChains() {
    AuditHeadsPublished event = publish();

    assertThat(event.aggregate()).isEqualTo("audit-heads/" + identity.instanceUid());
    assertThat(event.chains())
        .extracting(Head::chain)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 16).boxed().toList());
    ChainHead instance = stored.chainOfTheInstance();
    assertThat(event.chains())
        .contains(new Head(instance.chain(), instance.entries(), instance.lastHash()));
    assertThat(stored.findings(publications(event))).isEmpty();
  }

  @Test
  void publishesUnchangedHeadsAgainAfterTheInterval() {
    AuditHeadsPublished first = publish();
    assertThat(heads.publishIfDue()).isEmpty();

    AuditHeadsPublished second = publish();

    assertThat(second.revision()).isGreaterThan(first.revision());
    assertThat(second.publishedAt()).isAfter(first.publishedAt());
    assertThat(second.chains()).isEqualTo(first.chains());
  }

  @Test
  void publishesOnceForAllReplicas() throws Exception {
    long before = revision();
    makeDue();

    try (ExecutorService replicas = Executors.newFixedThreadPool(8)) {
      List<Future<?>> attempts =
          IntStream.range(0, 8)
              .<Future<?>>mapToObj(i -> replicas.submit(() -> heads.publishIfDue()))
              .toList();
      for (Future<?> attempt : attempts) {
        attempt.get();
      }
    }

    assertThat(revision()).isEqualTo(before + 1);
  }

  @Test
  void logsTheSameHeadsInOneLine() {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    Handler handler = collectInto(lines);
    Logger log = Logger.getLogger(AuditHeadTimer.class.getName());
    log.addHandler(handler);
    try {
      long before = revision();
      makeDue();
      timer.check();

      // The service's own check may have been first; it logs on another thread.
      condition("the line in the log").until(() -> !lines.isEmpty());
      AuditHeadsPublished event = awaitAfter(before);
      assertThat(PublishedHeads.in(lines.element())).contains(published(event));
    } finally {
      log.removeHandler(handler);
    }
  }

  @Test
  void showATruncationTogetherWithTheHead() {
    stored.snapshot();
    AuditHeadsPublished event = publish();
    ChainHead end = stored.chainOfTheInstance();
    String chain = " where chain = " + end.chain();
    try {
      stored.tamper(
          "delete from audit_entry" + chain + " and sequence = " + end.entries(),
          "update audit_head set entries = entries - 1, last_hash = coalesce((select hash from"
              + " audit_entry e where e.chain = audit_head.chain and sequence = entries - 1),"
              + " repeat('0', 64))"
              + chain);

      assertThat(stored.findings()).isEmpty();
      assertThat(stored.findings(publications(event)))
          .containsExactly(
              new Finding(
                  Kind.TRUNCATED,
                  end.chain(),
                  end.entries(),
                  end.entries(),
                  new PublishedHead(event.publishedAt(), end)));
    } finally {
      stored.restore();
    }
  }

  private AuditHeadsPublished publish() {
    long before = revision();
    makeDue();
    // If the service's own check is first, this waits for its transaction.
    heads.publishIfDue();
    return awaitAfter(before);
  }

  private AuditHeadsPublished awaitAfter(long revision) {
    return topics.await(AuditHeadsPublished.class, event -> event.revision() > revision);
  }

  private void makeDue() {
    api.execute("update audit_publication set published_at = '-infinity'");
  }

  private long revision() {
    return api.numbers("select revision from audit_publication").getFirst();
  }

  private static Publications publications(AuditHeadsPublished event) {
    Publications publications = new Publications();
    publications.add(published(event));
    return publications;
  }

  private static PublishedHeads published(AuditHeadsPublished event) {
    return new PublishedHeads(
        event.revision(),
        event.publishedAt(),
        event.chains().stream()
            .map(head -> new ChainHead(head.chain(), head.entries(), head.lastHash()))
            .toList());
  }

  private static Handler collectInto(Queue<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        lines.add(record.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
