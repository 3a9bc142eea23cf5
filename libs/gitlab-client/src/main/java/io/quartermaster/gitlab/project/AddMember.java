package io.quartermaster.gitlab.project;

/** What became of adding a member; anything else is thrown. */
public sealed interface AddMember {

  record Added(Member member) implements AddMember {}

  /** A direct membership was there before, of whatever level. */
  record AlreadyMember() implements AddMember {}

  /** A group above gives at least this level already; GitLab takes no lower one. */
  record InheritsAtLeast() implements AddMember {}

  /** GitLab waits for an administrator to approve the promotion. */
  record QueuedForApproval() implements AddMember {}
}
