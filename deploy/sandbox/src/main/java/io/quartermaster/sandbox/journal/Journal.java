package io.quartermaster.sandbox.journal;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every request that the sandbox received. The entries are a ring: beyond the capacity the oldest
 * are dropped. The counts per operation are never dropped.
 *
 * <p>Reads of IAM by the sandbox's own AI gateway are entries but are not counted, so that the
 * counts are those of the system under test only.
 */
public final class Journal {

  private static final int CAPACITY = 10_000;

  private record Key(String system, String operation) {}

  private record Count(long requests, long successes) {
    Count plus(Count other) {
      return new Count(requests + other.requests, successes + other.successes);
    }
  }

  private final Clock clock;
  private final int capacity;
  private final Deque<JournalEntry> entries = new ArrayDeque<>();
  private final Map<Key, Count> counts = new HashMap<>();
  private long lastNumber;

  public Journal(Clock clock) {
    this(clock, CAPACITY);
  }

  Journal(Clock clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  /** Records one request; secrets among its parameters are redacted here. */
  public synchronized void record(Request request, int status, @Nullable String errorCode) {
    lastNumber++;
    JournalEntry entry =
        new JournalEntry(
            lastNumber,
            clock.instant(),
            request.system(),
            request.operation(),
            request.caller(),
            Redaction.of(request.parameters()),
            status,
            errorCode);
    entries.addLast(entry);
    if (entries.size() > capacity) {
      entries.removeFirst();
    }
    if (request.caller().equals(Request.CLIENT)) {
      counts.merge(
          new Key(entry.system(), entry.operation()),
          new Count(1, entry.successful() ? 1 : 0),
          Count::plus);
    }
  }

  /** All requests for an operation, in any system. */
  public long count(String operation) {
    return sum(key -> key.operation().equals(operation)).requests();
  }

  public long count(String system, String operation) {
    return sum(key -> key.equals(new Key(system, operation))).requests();
  }

  /** Requests that had their effect (2xx), in any system. */
  public long successes(String operation) {
    return sum(key -> key.operation().equals(operation)).successes();
  }

  public long successes(String system, String operation) {
    return sum(key -> key.equals(new Key(system, operation))).successes();
  }

  /** The entries still held for one operation, oldest first. */
  public List<JournalEntry> of(String system, String operation) {
    return find(e -> e.system().equals(system) && e.operation().equals(operation));
  }

  /** The entries still held for one system, oldest first. */
  public List<JournalEntry> of(String system) {
    return find(e -> e.system().equals(system));
  }

  /** All entries still held, oldest first. */
  public synchronized List<JournalEntry> entries() {
    return List.copyOf(entries);
  }

  /** Deletes entries and counts. */
  public synchronized void clear() {
    entries.clear();
    counts.clear();
  }

  private synchronized List<JournalEntry> find(Predicate<JournalEntry> filter) {
    return entries.stream().filter(filter).toList();
  }

  private synchronized Count sum(Predicate<Key> filter) {
    return counts.entrySet().stream()
        .filter(entry -> filter.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .reduce(new Count(0, 0), Count::plus);
  }
}
