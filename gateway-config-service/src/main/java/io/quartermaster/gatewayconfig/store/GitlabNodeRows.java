package io.quartermaster.gatewayconfig.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/** Finds and makes the rows of nodes. */
@ApplicationScoped
class GitlabNodeRows implements PanacheRepositoryBase<GitlabNodeRow, String> {

  /** Changes the row of the node; a new one is complete before it is handed over to be kept. */
  void change(String name, Consumer<GitlabNodeRow> change) {
    GitlabNodeRow known = findById(name);
    GitlabNodeRow row = known == null ? new GitlabNodeRow() : known;
    row.name = name;
    change.accept(row);
    persist(row);
  }
}
