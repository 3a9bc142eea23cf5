package io.quartermaster.settings.setup;

import io.quartermaster.contracts.RefusedProject;
import java.util.List;

/**
 * The projects that GitLab refused to change.
 *
 * @param total of all of them
 * @param first the first of them by path
 */
public record RefusedProjects(int total, List<RefusedProject> first) {

  public RefusedProjects {
    first = List.copyOf(first);
  }
}
