package io.quartermaster.settings.scope;

import io.quartermaster.settings.place.Lineage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Reads what holds for a scope. */
@ApplicationScoped
class ReadScope {

  private final ScopeRepository repository;

  ReadScope(ScopeRepository repository) {
    this.repository = repository;
  }

  @Transactional
  ScopeState read(Lineage lineage) {
    return repository.find(lineage);
  }
}
