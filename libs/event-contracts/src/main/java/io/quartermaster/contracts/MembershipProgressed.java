package io.quartermaster.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Progress of the project memberships. The step is done when no project is pending or refused.
 *
 * @param desired projects in which the service account should be a member
 * @param settled projects in the desired state, member or not
 * @param pending projects whose membership is still to be changed
 * @param refused projects that GitLab refused to change; a person must act on each
 * @param failure why the step failed; present when projects were refused and none is pending
 */
public record MembershipProgressed(
    Origin origin,
    String detail,
    int desired,
    int settled,
    int pending,
    int refused,
    @Nullable Failure failure)
    implements OutcomeEvent {}
