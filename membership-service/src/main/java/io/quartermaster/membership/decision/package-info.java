/** Pure decisions about the service account and its memberships; start at MembershipPlanner. */
@NullMarked
package io.quartermaster.membership.decision;

import org.jspecify.annotations.NullMarked;
