package io.quartermaster.oauthregistrar.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class IamAccessRows implements PanacheRepositoryBase<IamAccessRow, String> {}
