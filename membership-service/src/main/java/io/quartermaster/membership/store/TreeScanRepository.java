package io.quartermaster.membership.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.quartermaster.membership.decision.TreeScan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

/** The walks over GitLab's tree; the newest counts, older ones are forgotten when one begins. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class TreeScanRepository implements PanacheRepositoryBase<TreeScanRow, Long> {

  public Optional<TreeScan> latest() {
    return findAll(Sort.descending("id")).firstResultOptional().map(TreeScanRow::scan);
  }

  /**
   * What the last walk saw is not good enough any more. One under way goes on, but has read a part
   * of GitLab too early: it answers no settings now, so another one follows it.
   */
  public void outdate() {
    delete("phase in ?1", EnumSet.of(TreeScan.Phase.COMPLETE, TreeScan.Phase.TREE_ONLY));
    update("settingsRevision", TreeScan.NO_SETTINGS);
  }

  /** Begins a walk. */
  public TreeScan begin(long settingsRevision, Instant startedAt) {
    deleteAll();
    var row = new TreeScanRow();
    row.settingsRevision = settingsRevision;
    row.startedAt = startedAt;
    persistAndFlush(row);
    return row.scan();
  }

  /**
   * Stores how far the walk is, in the transaction of the page that it read; gives it as it is now,
   * which may have become outdated.
   */
  public TreeScan save(TreeScan scan) {
    TreeScanRow row = findById(scan.id(), LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new IllegalStateException("Scan is gone: " + scan.id());
    }
    row.phase = scan.phase();
    row.pageCursor = scan.cursor();
    return row.scan();
  }
}
