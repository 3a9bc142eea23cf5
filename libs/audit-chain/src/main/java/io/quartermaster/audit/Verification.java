package io.quartermaster.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A check of all chains: counts what was read and what was found. */
public final class Verification {

  private final SortedMap<Integer, ChainCheck> checks = new TreeMap<>();
  private final Consumer<Finding> listener;
  private long entries;
  private long findings;

  /** Checks every chain that there has to be, also one without a head. */
  Verification(Map<Integer, ChainHead> heads, Consumer<Finding> listener) {
    this.listener = listener;
    for (int chain = EntryPlace.CLOSED; chain <= ChainTable.CHAINS; chain++) {
      checks.put(chain, new ChainCheck(chain, heads.get(chain), this::find));
    }
  }

  /** Takes the entries of a chain by growing sequence; chains may come in any order. */
  void accept(AuditEntry entry) {
    entries++;
    checks
        .computeIfAbsent(
            entry.place().chain(), unknown -> new ChainCheck(unknown, null, this::find))
        .accept(entry);
  }

  void finish() {
    checks.values().forEach(ChainCheck::finish);
  }

  private void find(Finding finding) {
    findings++;
    listener.accept(finding);
  }

  /** How many entries there are. */
  public long entries() {
    return entries;
  }

  public long findings() {
    return findings;
  }

  public boolean intact() {
    return findings == 0;
  }

  /** The end of each chain that has entries, to be compared with what was kept elsewhere. */
  public List<ChainHead> ends() {
    return checks.values().stream().map(ChainCheck::end).flatMap(Optional::stream).toList();
  }
}
