package io.quartermaster.sandbox.journal;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every request that the sandbox received. The entries are a ring: beyond the capacity the oldest
 * are dropped and {@link #dropped()} says how many. The counts per operation are never dropped.
 *
 * <p>Reads that the sandbox's own AI gateway makes at IAM are entries but are not counted, so that
 * counts speak of the system under test only.
 */
public final class Journal {

  private record Key(String system, String operation) {}

  private final Clock clock;
  private final int capacity;
  private final Deque<JournalEntry> entries = new ArrayDeque<>();
  private final Map<Key, OperationCount> counts = new HashMap<>();
  private long numbers;
  private long dropped;

  public Journal(Clock clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  /** Writes down one request; secrets among its parameters are replaced here. */
  public synchronized JournalEntry record(Request request, int status, @Nullable String errorCode) {
    numbers++;
    JournalEntry entry =
        new JournalEntry(
            numbers,
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
      dropped++;
    }
    if (request.caller().equals(Request.CLIENT)) {
      counts.merge(
          new Key(entry.system(), entry.operation()),
          new OperationCount(1, entry.successful() ? 1 : 0),
          OperationCount::plus);
    }
    return entry;
  }

  /** All requests for an operation, in whatever system. */
  public long count(String operation) {
    return sum(key -> key.operation().equals(operation)).requests();
  }

  public long count(String system, String operation) {
    return sum(key -> key.equals(new Key(system, operation))).requests();
  }

  /** Requests that had their effect (2xx), in whatever system. */
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

  /** Counts by system and operation. */
  public synchronized Map<String, Map<String, OperationCount>> counts() {
    Map<String, Map<String, OperationCount>> all = new TreeMap<>();
    counts.forEach(
        (key, count) ->
            all.computeIfAbsent(key.system(), s -> new TreeMap<>()).put(key.operation(), count));
    return all;
  }

  /** How many entries fell out of the ring. */
  public synchronized long dropped() {
    return dropped;
  }

  public int capacity() {
    return capacity;
  }

  /** Forgets entries and counts. */
  public synchronized void clear() {
    entries.clear();
    counts.clear();
    dropped = 0;
  }

  private synchronized List<JournalEntry> find(Predicate<JournalEntry> wanted) {
    return entries.stream().filter(wanted).toList();
  }

  private synchronized OperationCount sum(Predicate<Key> wanted) {
    return counts.entrySet().stream()
        .filter(entry -> wanted.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .reduce(new OperationCount(0, 0), OperationCount::plus);
  }
}
