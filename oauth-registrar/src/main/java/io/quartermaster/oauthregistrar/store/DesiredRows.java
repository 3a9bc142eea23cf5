package io.quartermaster.oauthregistrar.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class DesiredRows implements PanacheRepositoryBase<DesiredRow, String> {}
