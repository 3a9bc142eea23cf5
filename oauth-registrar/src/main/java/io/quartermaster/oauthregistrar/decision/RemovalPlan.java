package io.quartermaster.oauthregistrar.decision;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What goes after a disconnect: first the registration, because it needs the role, then what it was
 * made of.
 *
 * @param registration whose registration ends, with the role it was made with
 * @param applications ids of our applications; none means that there is nothing to do at all
 */
public record RemovalPlan(DesiredRegistration registration, List<Long> applications) {
  public RemovalPlan {
    requireNonNull(registration, "registration");
    applications = List.copyOf(applications);
  }

  /** Without an application of ours there is no registration either. */
  public boolean nothingLeft() {
    return applications.isEmpty();
  }
}
