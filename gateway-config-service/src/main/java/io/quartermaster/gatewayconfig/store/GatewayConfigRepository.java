package io.quartermaster.gatewayconfig.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.Environment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.Optional;

/** The desired configuration of each instance. */
@ApplicationScoped
@Transactional(MANDATORY)
public class GatewayConfigRepository
    implements PanacheRepositoryBase<GatewayConfigRepository.Row, String> {

  @Entity
  @Table(name = "gateway_config")
  @SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
  static class Row {
    @Id String instanceUid;

    @Enumerated(EnumType.STRING)
    Environment environment;

    String gatewayUrl;
  }

  public Optional<DesiredConfig> desired(String instanceUid) {
    return findByIdOptional(instanceUid)
        .map(row -> new DesiredConfig(row.environment, URI.create(row.gatewayUrl)));
  }

  public void save(String instanceUid, DesiredConfig desired) {
    Row row = findByIdOptional(instanceUid).orElseGet(Row::new);
    row.instanceUid = instanceUid;
    row.environment = desired.environment();
    row.gatewayUrl = desired.gatewayUrl().toString();
    persist(row);
  }
}
