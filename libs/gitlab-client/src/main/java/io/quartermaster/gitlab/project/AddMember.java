package io.quartermaster.gitlab.project;

/** The result of adding a member; anything else is thrown. */
public sealed interface AddMember {

  record Added(Member member) implements AddMember {}

  /** A direct membership exists, at any level. */
  record AlreadyMember() implements AddMember {}

  /** A parent group grants at least this level; GitLab rejects a lower one. */
  record InheritsAtLeast() implements AddMember {}

  /** An administrator must approve the promotion in GitLab. */
  record QueuedForApproval() implements AddMember {}
}
