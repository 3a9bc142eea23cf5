package io.quartermaster.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Progress of the project memberships. The step is done when no project is pending or refused.
 *
 * @param desired projects in which the service account should be a member
 * @param settled projects in the desired state, member or not
 * @param pending projects whose membership is still to be changed
 * @param refused projects that GitLab refused to change; a person must act on each
 * @param failure why the step failed: present when projects were refused and none is pending; or
 *     why it is interrupted: present while GitLab limits the rate of requests
 * @param refusedProjects the first {@value #MAX_REFUSED_PROJECTS} refused projects by path; absent
 *     when there are none
 */
public record MembershipProgressed(
    Origin origin,
    String detail,
    int desired,
    int settled,
    int pending,
    int refused,
    @Nullable Failure failure,
    @Nullable List<RefusedProject> refusedProjects)
    implements OutcomeEvent {

  /** How many refused projects an event lists at most; {@link #refused} counts all. */
  public static final int MAX_REFUSED_PROJECTS = 100;

  public MembershipProgressed {
    refusedProjects = refusedProjects == null ? null : List.copyOf(refusedProjects);
  }
}
