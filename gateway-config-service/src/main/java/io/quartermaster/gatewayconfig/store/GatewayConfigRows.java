package io.quartermaster.gatewayconfig.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Finds and locks the rows of instances. */
@ApplicationScoped
class GatewayConfigRows implements PanacheRepositoryBase<GatewayConfigRow, String> {

  Optional<GatewayConfigRow> lock(String aggregate) {
    return findByIdOptional(aggregate, LockModeType.PESSIMISTIC_WRITE);
  }
}
