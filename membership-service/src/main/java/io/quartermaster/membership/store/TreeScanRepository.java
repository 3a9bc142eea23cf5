package io.quartermaster.membership.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.quartermaster.membership.decision.TreeScan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The walks over GitLab's tree; the newest counts, older ones are forgotten when one begins. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class TreeScanRepository implements PanacheRepositoryBase<TreeScanRow, Long> {

  public Optional<TreeScan> latest() {
    return findAll(Sort.descending("id")).firstResultOptional().map(TreeScanRow::scan);
  }

  /** What the last walk saw is not good enough any more; one under way may go on. */
  public void outdate() {
    delete("phase", TreeScan.Phase.COMPLETE);
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

  /** Stores how far the walk is, in the transaction of the page that it read. */
  public void save(TreeScan scan) {
    TreeScanRow row = findById(scan.id());
    if (row == null) {
      throw new IllegalStateException("Scan is gone: " + scan.id());
    }
    row.phase = scan.phase();
    row.pageCursor = scan.cursor();
  }
}
