package io.quartermaster.oauthregistrar.reconcile;

import io.quarkus.runtime.StartupEvent;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import io.quartermaster.oauthregistrar.decision.RegistrationWork;
import io.quartermaster.oauthregistrar.store.RegistrationRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** At start-up, looks at everything once: what changed in GitLab meanwhile is seen at once. */
@ApplicationScoped
class ReconcileTrigger {

  private final RegistrationRepository repository;
  private final ReconcileQueue queue;

  @Inject
  ReconcileTrigger(RegistrationRepository repository, ReconcileQueue queue) {
    this.repository = repository;
    this.queue = queue;
  }

  @Transactional
  void atStart(@Observes StartupEvent start) {
    repository.instances().forEach(uid -> queue.request(RegistrationWork.TASK, uid));
  }
}
