package io.quartermaster.settings.setup;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The stored steps. */
@ApplicationScoped
class SetupStepRows implements PanacheRepositoryBase<SetupStepRow, String> {

  List<StepProgress> of(String instanceUid) {
    return stream("instanceUid", instanceUid).map(SetupStepRow::read).toList();
  }

  void record(String instanceUid, StepProgress progress) {
    findByIdOptional(SetupStepRow.id(instanceUid, progress.step()))
        .ifPresentOrElse(
            row -> row.write(progress), () -> persist(new SetupStepRow(instanceUid, progress)));
  }
}
