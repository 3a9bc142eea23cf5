package io.quartermaster.audit;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A check of the whole chain: counts what was read and what was found. */
public final class Verification {

  private final ChainCheck check;
  private long entries;
  private long findings;
  private String lastHash = ChainHead.NO_HASH;

  Verification(@Nullable ChainHead head, Consumer<Finding> listener) {
    this.check =
        new ChainCheck(
            head,
            finding -> {
              findings++;
              listener.accept(finding);
            });
  }

  void accept(AuditEntry entry) {
    entries++;
    lastHash = entry.hash();
    check.accept(entry);
  }

  void finish() {
    check.finish();
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

  /** The hash of the last entry, to be compared with one that was kept elsewhere. */
  public String lastHash() {
    return lastHash;
  }
}
