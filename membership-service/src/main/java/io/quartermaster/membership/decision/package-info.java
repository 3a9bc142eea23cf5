/**
 * Decisions, pure: what is effective for a project, whether the service account belongs into it,
 * what becomes of a known membership, which account is ours, when to look at the tree again and
 * when to say how far it is.
 */
@NullMarked
package io.quartermaster.membership.decision;

import org.jspecify.annotations.NullMarked;
