package io.quartermaster.step.example;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The desired state of each instance. */
@ApplicationScoped
@Transactional(MANDATORY)
class ExampleRepository implements PanacheRepositoryBase<ExampleRepository.Row, String> {

  @Entity
  @Table(name = "example_desired")
  @SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
  static class Row {
    @Id String instanceUid;
    String gatewayUrl;
  }

  Optional<String> desired(String instanceUid) {
    return findByIdOptional(instanceUid).map(row -> row.gatewayUrl);
  }

  void save(String instanceUid, String gatewayUrl) {
    Row row = findByIdOptional(instanceUid).orElseGet(Row::new);
    row.instanceUid = instanceUid;
    row.gatewayUrl = gatewayUrl;
    persist(row);
  }
}
