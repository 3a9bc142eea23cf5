package io.quartermaster.iamprovisioner.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.PreviousResources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance used in AWS before. The newest {@value #MAX_KEPT} of each kind are kept; older
 * ones have to be deleted by hand.
 */
@ApplicationScoped
@Transactional(MANDATORY)
class PreviousResourceRepository
    implements PanacheRepositoryBase<
        PreviousResourceRepository.Row, PreviousResourceRepository.Id> {

  private static final int MAX_KEPT = 10;
  private static final String NEWEST_FIRST =
      "id.instanceUid = ?1 and id.kind = ?2 order by configuredAt desc, id.resource desc";

  enum Kind {
    PROVIDER,
    ROLE
  }

  /** The resource is the URL of a provider, or the ARN of a role. */
  @Embeddable
  record Id(String instanceUid, @Enumerated(EnumType.STRING) Kind kind, String resource) {}

  @Entity
  @Table(name = "previous_resource")
  @SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
  static class Row {
    @EmbeddedId Id id;
    String ownerUid;
    @Nullable String audience;
    Instant configuredAt;
    Instant recordedAt;
  }

  private final Clock clock;

  PreviousResourceRepository(Clock clock) {
    this.clock = clock;
  }

  PreviousResources of(String instanceUid) {
    return new PreviousResources(
        newestFirst(instanceUid, Kind.PROVIDER).reversed().stream()
            .map(
                row ->
                    new PreviousResources.Provider(
                        row.ownerUid,
                        URI.create(row.id.resource()),
                        row.audience == null ? "" : row.audience))
            .toList(),
        newestFirst(instanceUid, Kind.ROLE).reversed().stream()
            .map(row -> new PreviousResources.Role(row.ownerUid, RoleArn.of(row.id.resource())))
            .toList());
  }

  void record(String instanceUid, PreviousResources.Provider provider, Instant configuredAt) {
    Id id = new Id(instanceUid, Kind.PROVIDER, provider.url().toString());
    add(id, provider.instanceUid(), provider.audience(), configuredAt);
  }

  void record(String instanceUid, PreviousResources.Role role, Instant configuredAt) {
    Id id = new Id(instanceUid, Kind.ROLE, role.arn().text());
    add(id, role.instanceUid(), null, configuredAt);
  }

  /** Moves all that an instance has to the instance that supersedes it. */
  void move(String from, String to) {
    for (Row row : list("id.instanceUid", from)) {
      delete(row);
      add(
          new Id(to, row.id.kind(), row.id.resource()),
          row.ownerUid,
          row.audience,
          row.configuredAt);
    }
  }

  /**
   * The provider and the role of an instance are in use again. The role is removed from the
   * instance that superseded this one, too.
   *
   * @return the instances that had the role
   */
  List<String> reinstate(AccessTarget target) {
    String uid = target.instanceUid();
    List<Row> roles =
        list(
            "id.kind = ?1 and id.resource = ?2 and (id.instanceUid = ?3 or ownerUid = ?3)",
            Kind.ROLE,
            target.role().text(),
            uid);
    roles.forEach(this::delete);
    deleteById(new Id(uid, Kind.PROVIDER, target.providerUrl().toString()));
    return roles.stream().map(row -> row.id.instanceUid()).toList();
  }

  void remove(String instanceUid, URI provider, RoleArn role) {
    deleteById(new Id(instanceUid, Kind.PROVIDER, provider.toString()));
    deleteById(new Id(instanceUid, Kind.ROLE, role.text()));
  }

  void forgetProviders(String instanceUid, Instant recordedBefore) {
    newestFirst(instanceUid, Kind.PROVIDER).stream()
        .filter(row -> row.recordedAt.isBefore(recordedBefore))
        .forEach(this::delete);
  }

  /** Only roles in the account of this role: a run cannot see others. */
  void forgetRoles(String instanceUid, RoleArn role, Instant recordedBefore) {
    newestFirst(instanceUid, Kind.ROLE).stream()
        .filter(row -> row.recordedAt.isBefore(recordedBefore))
        .filter(row -> RoleArn.of(row.id.resource()).sameAccountAs(role))
        .forEach(this::delete);
  }

  private void add(Id id, String ownerUid, @Nullable String audience, Instant configuredAt) {
    if (findByIdOptional(id).isPresent()) {
      return;
    }
    Row row = new Row();
    row.id = id;
    row.ownerUid = ownerUid;
    row.audience = audience;
    row.configuredAt = configuredAt;
    row.recordedAt = clock.instant();
    persist(row);
    newestFirst(id.instanceUid(), id.kind()).stream().skip(MAX_KEPT).forEach(this::delete);
  }

  private List<Row> newestFirst(String instanceUid, Kind kind) {
    return list(NEWEST_FIRST, instanceUid, kind);
  }
}
