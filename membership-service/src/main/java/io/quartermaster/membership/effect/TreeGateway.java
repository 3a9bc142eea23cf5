package io.quartermaster.membership.effect;

import static java.util.Objects.requireNonNull;

import io.quartermaster.membership.decision.SeenMembership;
import io.quartermaster.membership.decision.StepFailure;
import io.quartermaster.membership.decision.TreeNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups and projects of GitLab by growing id, and what a user is a direct member of, a page at a
 * time. Each gives the page at a place, the first one without a place. Only reads.
 */
public interface TreeGateway {

  TreeResult<TreeNode> projects(@Nullable String cursor);

  TreeResult<TreeNode> groups(@Nullable String cursor);

  TreeResult<SeenMembership> projectMemberships(long userId, @Nullable String cursor);

  TreeResult<SeenMembership> groupMemberships(long userId, @Nullable String cursor);

  /** A page, or why there is none. */
  sealed interface TreeResult<T> {

    /**
     * A page.
     *
     * @param next the place of the next one; absent at the end
     */
    record Page<T>(List<T> items, @Nullable String next) implements TreeResult<T> {
      public Page {
        items = List.copyOf(items);
      }
    }

    /** GitLab does not have the user any more. */
    record UserGone<T>() implements TreeResult<T> {}

    /** GitLab does not give this list to us: nothing is known from it. */
    record NotShown<T>() implements TreeResult<T> {}

    record Failed<T>(StepFailure failure) implements TreeResult<T> {
      public Failed {
        requireNonNull(failure, "failure");
      }
    }
  }
}
