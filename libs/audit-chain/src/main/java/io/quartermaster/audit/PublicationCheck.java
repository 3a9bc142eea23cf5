package io.quartermaster.audit;

import io.quartermaster.audit.Finding.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares one chain with what was published about it. Reports the first published head that
 * differs, and the longest one that the chain does not reach; an entry that is missing in between
 * is for {@link ChainCheck}.
 */
final class PublicationCheck {

  private final int chain;
  private final SortedMap<Long, Map<String, Instant>> published;
  private final Consumer<Finding> findings;
  private boolean rewritten;
  private long last;

  PublicationCheck(
      int chain, SortedMap<Long, Map<String, Instant>> published, Consumer<Finding> findings) {
    this.chain = chain;
    this.published = published;
    this.findings = findings;
  }

  void accept(AuditEntry entry) {
    last = Math.max(last, entry.sequence());
    Map<String, Instant> hashes = published.get(entry.sequence());
    if (rewritten || hashes == null) {
      return;
    }
    PublishedHead other = earliest(entry.sequence(), hashes, entry.hash());
    if (other != null) {
      rewritten = true;
      findings.accept(
          new Finding(Kind.REWRITTEN, chain, entry.sequence(), entry.sequence(), other));
    }
  }

  void finish() {
    Map.Entry<Long, Map<String, Instant>> longest = published.lastEntry();
    if (longest == null || longest.getKey() <= last) {
      return;
    }
    long entries = longest.getKey();
    findings.accept(
        new Finding(
            Kind.TRUNCATED, chain, last + 1, entries, earliest(entries, longest.getValue(), null)));
  }

  /** The number of entries that no published head covers. */
  long uncovered() {
    return published.isEmpty() ? last : Math.max(0, last - published.lastKey());
  }

  private @Nullable PublishedHead earliest(
      long entries, Map<String, Instant> hashes, @Nullable String except) {
    return hashes.entrySet().stream()
        .filter(hash -> !hash.getKey().equals(except))
        .min(Map.Entry.comparingByValue())
        .map(
            hash ->
                new PublishedHead(hash.getValue(), new ChainHead(chain, entries, hash.getKey())))
        .orElse(null);
  }
}
