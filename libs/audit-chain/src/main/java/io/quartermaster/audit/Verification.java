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
  private final SortedMap<Integer, PublicationCheck> publicationChecks = new TreeMap<>();
  private final Publications publications;
  private final Consumer<Finding> listener;
  private long entries;
  private long findings;

  /** Verifies every expected chain, also one without a head. */
  Verification(
      Map<Integer, ChainHead> heads, Publications publications, Consumer<Finding> listener) {
    this.listener = listener;
    this.publications = publications;
    publications.chains().forEach(this::publicationCheck);
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
    publicationCheck(entry.position().chain()).accept(entry);
  }

  private PublicationCheck publicationCheck(int chain) {
    return publicationChecks.computeIfAbsent(
        chain, number -> new PublicationCheck(number, publications.of(number), this::find));
  }

  void finish() {
    checks.values().forEach(ChainCheck::finish);
    publicationChecks.values().forEach(PublicationCheck::finish);
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

  /** The entries that no published head covers: nothing detects that the newest are deleted. */
  public long uncovered() {
    return publicationChecks.values().stream().mapToLong(PublicationCheck::uncovered).sum();
  }

  /** Whether there are no findings. */
  public boolean intact() {
    return findings == 0;
  }

  /** The end of each chain that has entries, for comparison with a copy kept elsewhere. */
  public List<ChainHead> ends() {
    return checks.values().stream().map(ChainCheck::end).flatMap(Optional::stream).toList();
  }
}
