package io.quartermaster.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The verification of all chains, with the number of entries and findings. */
public final class Verification {

  private final SortedMap<Integer, ChainCheck> checks = new TreeMap<>();
  private final Consumer<Finding> listener;
  private long entries;
  private long findings;

  /** Verifies every expected chain, also one without a head. */
  Verification(Map<Integer, ChainHead> heads, Consumer<Finding> listener) {
    this.listener = listener;
    for (int chain = 1; chain <= ChainTable.CHAINS; chain++) {
      checks.put(chain, new ChainCheck(chain, heads.get(chain), this::find));
    }
  }

  /** Accepts the entries of a chain in ascending order; chains may come in any order. */
  void accept(AuditEntry entry) {
    entries++;
    checks
        .computeIfAbsent(
            entry.position().chain(), unknown -> new ChainCheck(unknown, null, this::find))
        .accept(entry);
  }

  void finish() {
    checks.values().forEach(ChainCheck::finish);
  }

  private void find(Finding finding) {
    findings++;
    listener.accept(finding);
  }

  public long entries() {
    return entries;
  }

  public long findings() {
    return findings;
  }

  public boolean intact() {
    return findings == 0;
  }

  /** The end of each chain that has entries, for comparison with a copy kept elsewhere. */
  public List<ChainHead> ends() {
    return checks.values().stream().map(ChainCheck::end).flatMap(Optional::stream).toList();
  }
}
