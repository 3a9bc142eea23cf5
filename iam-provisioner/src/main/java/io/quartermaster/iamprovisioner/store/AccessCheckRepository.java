package io.quartermaster.iamprovisioner.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.iamprovisioner.decision.TaggedResources;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.decision.plan.DriftKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What earlier checks of the access of an instance found, and later ones need. The caller has
 * locked the access; with that its checks are deleted.
 */
@ApplicationScoped
@Transactional(MANDATORY)
public class AccessCheckRepository
    implements PanacheRepositoryBase<AccessCheckRepository.Row, String> {

  @Entity
  @Table(name = "access_check")
  @SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
  static class Row {
    @Id String instanceUid;
    boolean roleTagged;
    boolean providerTagged;

    @JdbcTypeCode(SqlTypes.JSON)
    List<Repair> repairs = List.of();
  }

  /** A repaired difference. */
  record Repair(DriftKind what, String expected, String found) {}

  /** Which resources had the ownership tag. */
  public TaggedResources tagged(String instanceUid) {
    return findByIdOptional(instanceUid)
        .map(row -> new TaggedResources(row.roleTagged, row.providerTagged))
        .orElse(TaggedResources.NONE);
  }

  /** What had the tag once is remembered, until it is forgotten. */
  public void recordTagged(String instanceUid, TaggedResources tagged) {
    Row row = row(instanceUid);
    row.roleTagged |= tagged.role();
    row.providerTagged |= tagged.provider();
  }

  /** What attempts for the present settings repaired since the last success. */
  public List<Drift> repairs(String instanceUid) {
    return row(instanceUid).repairs.stream()
        .map(it -> new Drift(it.what(), it.expected(), it.found(), true))
        .toList();
  }

  public void recordRepairs(String instanceUid, List<Drift> repaired) {
    row(instanceUid).repairs =
        repaired.stream().map(it -> new Repair(it.what(), it.expected(), it.found())).toList();
  }

  /**
   * For new settings. The repairs were reported for the previous ones; the tags are forgotten of
   * what is replaced or was released.
   */
  void forget(String instanceUid, boolean role, boolean provider) {
    findByIdOptional(instanceUid)
        .ifPresent(
            row -> {
              row.roleTagged &= !role;
              row.providerTagged &= !provider;
              row.repairs = List.of();
            });
  }

  private Row row(String instanceUid) {
    return findByIdOptional(instanceUid)
        .orElseGet(
            () -> {
              Row row = new Row();
              row.instanceUid = instanceUid;
              persist(row);
              return row;
            });
  }
}
