package io.quartermaster.iamprovisioner.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Finds and locks rows. */
@ApplicationScoped
class IamAccessRows implements PanacheRepositoryBase<IamAccessRow, String> {

  Optional<IamAccessRow> lock(String aggregate) {
    return findByIdOptional(aggregate, LockModeType.PESSIMISTIC_WRITE);
  }
}
