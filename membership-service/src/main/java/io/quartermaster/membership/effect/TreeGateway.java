package io.quartermaster.membership.effect;

import static java.util.Objects.requireNonNull;

import io.quartermaster.membership.decision.StepFailure;
import io.quartermaster.membership.decision.TreeNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups and projects of GitLab, a page at a time, by growing id. Only reads. */
public interface TreeGateway {

  /** The page at this place; the first one without a place. */
  TreeResult projects(@Nullable String cursor);

  /** The page at this place; the first one without a place. */
  TreeResult groups(@Nullable String cursor);

  /** A page, or why there is none. */
  sealed interface TreeResult {

    /**
     * A page.
     *
     * @param next the place of the next one; absent at the end
     */
    record Page(List<TreeNode> nodes, @Nullable String next) implements TreeResult {
      public Page {
        nodes = List.copyOf(nodes);
      }
    }

    record Failed(StepFailure failure) implements TreeResult {
      public Failed {
        requireNonNull(failure, "failure");
      }
    }
  }
}
