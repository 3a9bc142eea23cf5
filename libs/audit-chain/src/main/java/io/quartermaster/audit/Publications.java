package io.quartermaster.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was published about the chains, for {@link ChainTable#verify}. Not only the
 * newest heads matter: those that follow a rewritten chain agree with it. An unchanged head is held
 * once, however often it was published.
 */
public final class Publications {

  private final Map<Integer, SortedMap<Long, Map<String, Instant>>> chains = new HashMap<>();
  private long count;
  private @Nullable Instant first;
  private @Nullable Instant last;

  public void add(PublishedHeads published) {
    count++;
    Instant at = published.at();
    first = first == null || at.isBefore(first) ? at : first;
    last = last == null || at.isAfter(last) ? at : last;
    for (ChainHead head : published.heads()) {
      // The head of an empty chain says nothing about entries.
      if (head.entries() > 0) {
        chains
            .computeIfAbsent(head.chain(), chain -> new TreeMap<>())
            .computeIfAbsent(head.entries(), entries -> new HashMap<>())
            .merge(head.lastHash(), at, (one, other) -> one.isBefore(other) ? one : other);
      }
    }
  }

  /** How many sets of heads there are. */
  public long count() {
    return count;
  }

  public Optional<Instant> first() {
    return Optional.ofNullable(first);
  }

  public Optional<Instant> last() {
    return Optional.ofNullable(last);
  }

  /** The published heads of the chain: the time of each hash, by the number of entries. */
  SortedMap<Long, Map<String, Instant>> of(int chain) {
    return chains.getOrDefault(chain, new TreeMap<>());
  }

  Iterable<Integer> chains() {
    return chains.keySet();
  }
}
