package io.quartermaster.settings.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.settings.scope.GitLabNamespaces.GroupOrProject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cache of ancestors. Groups 1 > 2 > 3, project 7 in 3. */
class GitLabNamespacesTest {

  private final AtomicLong nanos = new AtomicLong();
  private final Map<Long, GroupOrProject> groups = new HashMap<>();
  private final List<Long> asked = new ArrayList<>();
  private boolean unavailable;

  private final GitLabNamespaces namespaces = caching(Duration.ofSeconds(5));

  @BeforeEach
  void tree() {
    group(1, "a", null);
    group(2, "a/b", 1L);
    group(3, "a/b/c", 2L);
  }

  @Test
  void cachesAncestors() {
    assertThat(ancestors(namespaces, "a/b/c/p", 3L)).containsExactly("a/b/c", "a/b", "a");
    assertThat(ancestors(namespaces, "a/b/c/p", 3L)).containsExactly("a/b/c", "a/b", "a");
    assertThat(asked).containsExactly(3L, 2L, 1L);

    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    ancestors(namespaces, "a/b/c/p", 3L);
    assertThat(asked).hasSize(6);
  }

  @Test
  void sharesAncestorsBetweenScopes() {
    ancestors(namespaces, "a/b/c/p", 3L);

    assertThat(ancestors(namespaces, "a/b/other", 2L)).containsExactly("a/b", "a");
    assertThat(asked).hasSize(3);
  }

  @Test
  void detectsARenamedAncestor() {
    ancestors(namespaces, "a/b/c/p", 3L);
    group(1, "z", null);
    group(2, "z/b", 1L);
    group(3, "z/b/c", 2L);

    assertThat(ancestors(namespaces, "z/b/c/p", 3L)).containsExactly("z/b/c", "z/b", "z");
  }

  @Test
  void detectsATransferredAncestor() {
    group(4, "d", null);
    ancestors(namespaces, "a/b/c/p", 3L);
    group(2, "d/b", 4L);
    group(3, "d/b/c", 2L);

    assertThat(ancestors(namespaces, "d/b/c/p", 3L)).containsExactly("d/b/c", "d/b", "d");
  }

  @Test
  void distinguishesGroupsAtTheSamePath() {
    ancestors(namespaces, "a/b/c/p", 3L);
    group(5, "a/b/c", 2L);

    ScopeAncestry ancestry =
        namespaces.ancestry(new GroupOrProject(new ScopeRef(ScopeKind.PROJECT, 7, "a/b/c/p"), 5L));

    assertThat(ancestry.ancestorIds()).containsExactly(5L, 2L, 1L);
  }

  @Test
  void zeroDisablesTheCache() {
    GitLabNamespaces forgetful = caching(Duration.ZERO);

    ancestors(forgetful, "a/b/c/p", 3L);
    ancestors(forgetful, "a/b/c/p", 3L);

    assertThat(asked).hasSize(6);
  }

  @Test
  void doesNotCacheAFailure() {
    unavailable = true;
    assertThatThrownBy(() -> ancestors(namespaces, "a/b/c/p", 3L))
        .isInstanceOf(GitLabException.class);
    unavailable = false;
    groups.remove(2L);
    assertThatThrownBy(() -> ancestors(namespaces, "a/b/c/p", 3L))
        .isInstanceOf(GitLabException.class);
    group(2, "a/b", 1L);

    assertThat(ancestors(namespaces, "a/b/c/p", 3L)).containsExactly("a/b/c", "a/b", "a");
  }

  @Test
  void anEndlessTreeIsUnavailable() {
    group(1, "a", 3L);

    assertThatThrownBy(() -> ancestors(namespaces, "a/b/c/p", 3L))
        .isInstanceOf(GitLabException.class);
  }

  private void group(long id, String path, @Nullable Long parent) {
    groups.put(id, new GroupOrProject(new ScopeRef(ScopeKind.GROUP, id, path), parent));
  }

  private static List<String> ancestors(GitLabNamespaces namespaces, String project, long group) {
    return namespaces
        .ancestry(new GroupOrProject(new ScopeRef(ScopeKind.PROJECT, 7, project), group))
        .ancestors()
        .stream()
        .map(ScopeRef::fullPath)
        .toList();
  }

  private GitLabNamespaces caching(Duration time) {
    return new GitLabNamespaces(
        id -> {
          asked.add(id);
          if (unavailable) {
            throw new GitLabException(
                new GitLabFailure.Unavailable(GitLabFailure.Cause.UNREACHABLE, null));
          }
          return Optional.ofNullable(groups.get(id));
        },
        id -> Optional.empty(),
        time,
        nanos::get);
  }
}
