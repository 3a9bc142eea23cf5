package io.quartermaster.oauthregistrar.decision;

import io.quartermaster.oauthregistrar.decision.RegistrationPlan.Keep;
import io.quartermaster.oauthregistrar.decision.RegistrationPlan.Register;
import io.quartermaster.oauthregistrar.decision.RegistrationPlan.Remove;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares the desired state with the recorded registration and GitLab's list of applications.
 *
 * <p>The recorded application has priority even when the list does not contain it: the list can be
 * stale, and only an attempt to renew its secret or to delete it proves that it is gone. Otherwise
 * the oldest matching application is ours: it was created just before a crash.
 */
public final class RegistrationPlanner {

  private RegistrationPlanner() {}

  public static RegistrationPlan plan(
      DesiredRegistration desired,
      @Nullable RecordedRegistration recorded,
      List<Application> applications) {
    if (desired.removed()) {
      return remove(desired, recorded, applications);
    }
    if (recorded != null && recorded.covers(desired) && exists(recorded, applications)) {
      return new Keep(recorded);
    }
    return register(desired, recorded, applications);
  }

  private static Register register(
      DesiredRegistration desired,
      @Nullable RecordedRegistration recorded,
      List<Application> applications) {
    List<Long> candidates = new ArrayList<>(matching(desired, applications));
    if (recorded != null && recorded.instanceUrl().equals(desired.instanceUrl())) {
      candidates.remove(recorded.applicationId());
      candidates.addFirst(recorded.applicationId());
    }
    List<Long> existing = applications.stream().map(Application::id).toList();
    return new Register(
        candidates, candidates.stream().filter(existing::contains).skip(1).toList());
  }

  private static Remove remove(
      DesiredRegistration desired,
      @Nullable RecordedRegistration recorded,
      List<Application> applications) {
    if (recorded == null) {
      return new Remove(desired, matching(desired, applications));
    }
    RecordedRegistration.Registered registered = recorded.registered();
    return new Remove(
        registered == null ? desired : desired.withRole(registered.roleArn()),
        List.of(recorded.applicationId()));
  }

  /** Oldest first. */
  private static List<Long> matching(DesiredRegistration desired, List<Application> applications) {
    return applications.stream()
        .filter(desired.application()::matches)
        .map(Application::id)
        .sorted()
        .toList();
  }

  private static boolean exists(RecordedRegistration recorded, List<Application> applications) {
    return applications.stream()
        .anyMatch(
            application ->
                application.id() == recorded.applicationId()
                    && application.clientId().equals(recorded.clientId()));
  }
}
