package io.quartermaster.settings.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnedGroupsTest {

  private static final OwnedGroups OWNED = new OwnedGroups(Set.of("platform/tools"));

  @Test
  void containsTheGroupAndItsDescendants() {
    assertThat(OWNED.contains(group("platform/tools"))).isTrue();
    assertThat(OWNED.contains(group("platform/tools/ci"))).isTrue();
    assertThat(OWNED.contains(group("platform/tools/ci/linux"))).isTrue();
    assertThat(OWNED.contains(project("platform/tools/app"))).isTrue();
    assertThat(OWNED.contains(project("platform/tools/ci/app"))).isTrue();
  }

  @Test
  void excludesAncestorsAndSiblings() {
    assertThat(OWNED.contains(group("platform"))).isFalse();
    assertThat(OWNED.contains(group("other"))).isFalse();
    assertThat(OWNED.contains(project("platform/app"))).isFalse();
    assertThat(OWNED.contains(group("tools"))).isFalse();
    assertThat(OWNED.contains(group("x/platform/tools"))).isFalse();
  }

  @Test
  void comparesWholePathSegments() {
    assertThat(OWNED.contains(group("platform/tools-2"))).isFalse();
    assertThat(OWNED.contains(group("platform/toolsmiths/ci"))).isFalse();
    assertThat(OWNED.contains(project("platform/tools-2"))).isFalse();
    assertThat(OWNED.contains(project("platform/tools.old/app"))).isFalse();
  }

  /** A path can be given to a project after its group went, while the token still lives. */
  @Test
  void excludesAProjectAtThePathOfTheGroup() {
    assertThat(OWNED.contains(project("platform/tools"))).isFalse();
  }

  @Test
  void ignoresMalformedPaths() {
    for (String odd : new String[] {"", "/", "platform/tools/", "/platform/tools", "*"}) {
      assertThat(new OwnedGroups(Set.of(odd)).contains(group("platform/tools"))).as(odd).isFalse();
    }
    assertThat(new OwnedGroups(Set.of()).contains(group("platform"))).isFalse();
  }

  private static ScopeRef group(String path) {
    return new ScopeRef(ScopeKind.GROUP, 1, path);
  }

  private static ScopeRef project(String path) {
    return new ScopeRef(ScopeKind.PROJECT, 1, path);
  }
}
