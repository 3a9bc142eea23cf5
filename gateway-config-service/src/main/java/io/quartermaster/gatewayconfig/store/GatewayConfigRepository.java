package io.quartermaster.gatewayconfig.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.Environment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The desired configuration of each instance. One of them is active. */
@ApplicationScoped
@Transactional(MANDATORY)
public class GatewayConfigRepository
    implements PanacheRepositoryBase<GatewayConfigRepository.Row, String> {

  private static final String ABSENT = "ABSENT";
  private static final String RELEASED = "RELEASED";

  @Entity
  @Table(name = "gateway_config")
  @SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
  static class Row {
    @Id String instanceUid;
    String desired;
    @Nullable String gatewayUrl;
    Instant claimedAt;
    Instant savedAt;
    long pass;
    boolean ended;
    @Nullable Instant nextPassAt;
    int failures;
  }

  /**
   * What is stored.
   *
   * @param savedAt when this service received it
   * @param ended whether the pass ended and was published
   * @param nextPassAt null while the pass has not ended
   * @param failures consecutive passes that failed
   */
  public record Stored(
      String instanceUid,
      DesiredConfig desired,
      Instant savedAt,
      long pass,
      boolean ended,
      @Nullable Instant nextPassAt,
      int failures) {}

  private final Clock clock;

  GatewayConfigRepository(Clock clock) {
    this.clock = clock;
  }

  /**
   * The instance whose settings were saved last; a superseded one never touches a node, also when
   * it is disconnected later.
   */
  public Optional<Stored> active() {
    return find("order by claimedAt desc, instanceUid desc")
        .firstResultOptional()
        .map(this::stored);
  }

  /** Of this instance, whether it is active or not. */
  public Optional<Stored> ofInstance(String instanceUid) {
    return findByIdOptional(instanceUid).map(this::stored);
  }

  /** Begins a new pass for newer settings. */
  public void save(String instanceUid, DesiredConfig desired, Instant changedAt) {
    Row row = findByIdOptional(instanceUid).orElseGet(Row::new);
    row.instanceUid = instanceUid;
    switch (desired) {
      case DesiredConfig.Present(Environment environment, URI url) -> {
        row.desired = environment.name();
        row.gatewayUrl = url.toString();
      }
      case DesiredConfig.Absent() -> row.desired = ABSENT;
      case DesiredConfig.Released() -> row.desired = RELEASED;
    }
    boolean known = row.claimedAt != null;
    if (desired instanceof DesiredConfig.Present || !known) {
      row.claimedAt = changedAt;
    }
    row.savedAt = clock.instant();
    begin(row);
    persist(row);
  }

  /** Begins a new pass, which answers a verification or repeats failed goals. */
  public void beginPass(String instanceUid) {
    findByIdOptional(instanceUid).ifPresent(this::begin);
  }

  /** Begins the next pass when the last one failed, or it is time for a drift check. */
  public long beginNextPass(String instanceUid) {
    Row row = findById(instanceUid);
    int failures = row.failures;
    begin(row);
    row.failures = failures;
    return row.pass;
  }

  /** A node finished or changed after the pass ended: its outcome is decided again. */
  public void reopenPass(String instanceUid) {
    findByIdOptional(instanceUid).ifPresent(row -> row.ended = false);
  }

  /** The outcome of the pass is published. */
  public void endPass(String instanceUid, boolean failed, Instant nextPassAt) {
    Row row = findById(instanceUid);
    row.ended = true;
    row.nextPassAt = nextPassAt;
    row.failures = failed ? row.failures + 1 : 0;
  }

  /** After a start, every node is checked at once. */
  public void requireNextPass() {
    update("nextPassAt = ?1 where ended = true", clock.instant());
  }

  private void begin(Row row) {
    row.pass =
        ((Number)
                getEntityManager()
                    .createNativeQuery("select nextval('gateway_config_pass')")
                    .getSingleResult())
            .longValue();
    row.ended = false;
    row.nextPassAt = null;
    row.failures = 0;
  }

  private Stored stored(Row row) {
    DesiredConfig desired =
        switch (row.desired) {
          case ABSENT -> new DesiredConfig.Absent();
          case RELEASED -> new DesiredConfig.Released();
          default ->
              new DesiredConfig.Present(
                  Environment.valueOf(row.desired), URI.create(String.valueOf(row.gatewayUrl)));
        };
    return new Stored(
        row.instanceUid, desired, row.savedAt, row.pass, row.ended, row.nextPassAt, row.failures);
  }
}
