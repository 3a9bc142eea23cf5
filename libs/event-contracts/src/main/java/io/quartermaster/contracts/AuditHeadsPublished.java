package io.quartermaster.contracts;

import java.time.Instant;
import java.util.List;

/**
 * The heads of the audit trail's hash chains. Published at a fixed interval, also when nothing
 * changed, by settings-service, and kept outside its database: {@code ./qm audit verify} compares
 * the trail with every one of them.
 *
 * @param instanceUid the instance whose changes the trail holds
 * @param revision increases by one with every publication
 * @param publishedAt the time of the database; every entry committed before is in the heads
 * @param chains the head of each chain, also of an empty one
 */
public record AuditHeadsPublished(
    String instanceUid, long revision, Instant publishedAt, List<Head> chains) implements Event {

  public AuditHeadsPublished {
    chains = List.copyOf(chains);
  }

  @Override
  public String aggregate() {
    return "audit-heads/" + instanceUid;
  }

  /**
   * The end of a chain.
   *
   * @param entries the number of its entries, which is the sequence number of the last one
   * @param lastHash 64 lower-case hexadecimal digits; zeros for an empty chain
   */
  public record Head(int chain, long entries, String lastHash) {}
}
