package io.quartermaster.settings.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.place.ScopeRef;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnedGroupsTest {

  private static final OwnedGroups OWNED = new OwnedGroups(Set.of("platform/tools"));

  @Test
  void anOwnerOfAGroupOwnsItAndAllBelow() {
    assertThat(OWNED.cover(group("platform/tools"))).isTrue();
    assertThat(OWNED.cover(group("platform/tools/ci"))).isTrue();
    assertThat(OWNED.cover(group("platform/tools/ci/linux"))).isTrue();
    assertThat(OWNED.cover(project("platform/tools/app"))).isTrue();
    assertThat(OWNED.cover(project("platform/tools/ci/app"))).isTrue();
  }

  @Test
  void andNothingAboveOrBeside() {
    assertThat(OWNED.cover(group("platform"))).isFalse();
    assertThat(OWNED.cover(group("other"))).isFalse();
    assertThat(OWNED.cover(project("platform/app"))).isFalse();
    assertThat(OWNED.cover(group("tools"))).isFalse();
    assertThat(OWNED.cover(group("x/platform/tools"))).isFalse();
  }

  @Test
  void aLongerNameWithTheSameBeginningIsAnotherGroup() {
    assertThat(OWNED.cover(group("platform/tools-2"))).isFalse();
    assertThat(OWNED.cover(group("platform/toolsmiths/ci"))).isFalse();
    assertThat(OWNED.cover(project("platform/tools-2"))).isFalse();
    assertThat(OWNED.cover(project("platform/tools.old/app"))).isFalse();
  }

  /** A path can be given to a project after its group went, while the token still lives. */
  @Test
  void aProjectIsNotOwnedByAGroupOfItsOwnPath() {
    assertThat(OWNED.cover(project("platform/tools"))).isFalse();
  }

  @Test
  void emptyAndOddPathsOwnNothing() {
    for (String odd : new String[] {"", "/", "platform/tools/", "/platform/tools", "*"}) {
      assertThat(new OwnedGroups(Set.of(odd)).cover(group("platform/tools"))).as(odd).isFalse();
    }
    assertThat(new OwnedGroups(Set.of()).cover(group("platform"))).isFalse();
  }

  private static ScopeRef group(String path) {
    return new ScopeRef(ScopeKind.GROUP, 1, path);
  }

  private static ScopeRef project(String path) {
    return new ScopeRef(ScopeKind.PROJECT, 1, path);
  }
}
