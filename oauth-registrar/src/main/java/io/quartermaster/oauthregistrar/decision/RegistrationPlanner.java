package io.quartermaster.oauthregistrar.decision;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is wanted with what was recorded and found.
 *
 * <p>The recorded application comes first even when the list does not show it: the list can lag
 * behind, and only the attempt to renew its secret proves that it is gone. After it comes the
 * oldest one with our name and redirect URI, which is how an application is found again that was
 * made just before a crash.
 */
public final class RegistrationPlanner {

  private RegistrationPlanner() {}

  public static RegistrationPlan plan(
      DesiredRegistration desired,
      @Nullable RecordedRegistration recorded,
      List<FoundApplication> found) {
    if (recorded != null && recorded.covers(desired) && isThere(recorded, found)) {
      return new RegistrationPlan.Keep(recorded);
    }
    ApplicationSpec application = desired.application();
    List<Long> candidates = new ArrayList<>();
    if (recorded != null && recorded.instanceUrl().equals(desired.instanceUrl())) {
      candidates.add(recorded.applicationId());
    }
    found.stream()
        .filter(application::describes)
        .map(FoundApplication::id)
        .filter(id -> !candidates.contains(id))
        .sorted()
        .forEach(candidates::add);
    return new RegistrationPlan.Register(application, candidates, rivals(candidates, found));
  }

  /**
   * What to remove. The recorded application goes even when the list does not show it; without a
   * record, those go that look like ours: they were made just before a crash.
   */
  public static RemovalPlan planRemoval(
      DesiredRegistration desired,
      @Nullable RecordedRegistration recorded,
      List<FoundApplication> found) {
    if (recorded != null) {
      RecordedRegistration.Registered registered = recorded.registered();
      return new RemovalPlan(
          registered == null ? desired : desired.as(registered.roleArn()),
          List.of(recorded.applicationId()));
    }
    ApplicationSpec application = desired.application();
    return new RemovalPlan(
        desired,
        found.stream().filter(application::describes).map(FoundApplication::id).sorted().toList());
  }

  private static boolean isThere(RecordedRegistration recorded, List<FoundApplication> found) {
    return found.stream()
        .anyMatch(
            application ->
                application.id() == recorded.applicationId()
                    && application.clientId().equals(recorded.clientId()));
  }

  private static List<Long> rivals(List<Long> candidates, List<FoundApplication> found) {
    List<Long> there = found.stream().map(FoundApplication::id).toList();
    return candidates.stream().filter(there::contains).skip(1).toList();
  }
}
