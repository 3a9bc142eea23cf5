package io.quartermaster.membership.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ChoiceRows implements PanacheRepositoryBase<ScopeChoiceRow, ScopeChoiceRow.Key> {}
