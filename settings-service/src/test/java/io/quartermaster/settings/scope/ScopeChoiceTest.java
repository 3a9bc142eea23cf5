package io.quartermaster.settings.scope;

import static io.quartermaster.contracts.Availability.DEFAULT_OFF;
import static io.quartermaster.contracts.Availability.DEFAULT_ON;
import static io.quartermaster.contracts.Availability.NEVER_ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.request.EntityTags;
import io.quartermaster.settings.scope.ScopeChoice.Decision;
import io.quartermaster.settings.scope.ScopeChoice.Decision.Saved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScopeChoiceTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:20:02.118Z");
  private static final ScopeRef TOP = new ScopeRef(ScopeKind.GROUP, 7, "platform");
  private static final ScopeAncestry GROUP =
      new ScopeAncestry(new ScopeRef(ScopeKind.GROUP, 42, "platform/tools"), List.of(TOP));
  private static final ScopeChoice ON = new ScopeChoice(DEFAULT_ON, 3, "alice", NOW);

  @Test
  void firstChoiceIsRevisionOne() {
    assertThat(state(ScopeChoice.NONE).decide(change(NEVER_ON, 0)))
        .isEqualTo(new Saved(ScopeChoice.NONE, new ScopeChoice(NEVER_ON, 1, "bob", NOW)));
  }

  @Test
  void aResetIsAChange() {
    assertThat(state(ON).decide(change(null, 3)))
        .isEqualTo(new Saved(ON, new ScopeChoice(null, 4, "bob", NOW)));
  }

  @Test
  void sameChoiceChangesNothing() {
    assertThat(state(ON).decide(change(DEFAULT_ON, 3))).isEqualTo(new Decision.Unchanged(ON));
    assertThat(state(ScopeChoice.NONE).decide(change(null, 0)))
        .isEqualTo(new Decision.Unchanged(ScopeChoice.NONE));
  }

  @Test
  void rejectsAnOlderRevision() {
    assertThat(state(ON).decide(change(DEFAULT_OFF, 2))).isEqualTo(new Decision.Stale(3));
    assertThat(state(ON).decide(change(DEFAULT_ON, 2))).isEqualTo(new Decision.Stale(3));
  }

  @Test
  void aLockRejectsEveryChange() {
    ScopeState underGroup = new ScopeState(GROUP, ON, Map.of(7L, NEVER_ON), DEFAULT_ON, true);
    ScopeState underInstance = new ScopeState(GROUP, ON, Map.of(), NEVER_ON, true);

    for (Availability choice : Availability.values()) {
      assertThat(underGroup.decide(change(choice, 3))).isEqualTo(new Decision.Locked(TOP));
    }
    assertThat(underGroup.decide(change(null, 3))).isEqualTo(new Decision.Locked(TOP));
    assertThat(underInstance.decide(change(null, 3)))
        .isEqualTo(new Decision.Locked(ScopeRef.INSTANCE));
  }

  @Test
  void aGroupCanLiftItsOwnLock() {
    ScopeChoice never = new ScopeChoice(NEVER_ON, 3, "alice", NOW);

    assertThat(state(never).decide(change(DEFAULT_ON, 3))).isInstanceOf(Saved.class);
  }

  @Test
  void aProjectCannotBeAlwaysOff() {
    ScopeAncestry project =
        new ScopeAncestry(new ScopeRef(ScopeKind.PROJECT, 5, "platform/app"), List.of(TOP));

    assertThatThrownBy(
            () -> new ScopeChoice.Change(project, NEVER_ON, EntityTags.IfMatch.ANY, "bob", NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theEventCarriesTheFullState() {
    ScopeState before = new ScopeState(GROUP, ON, Map.of(7L, DEFAULT_OFF), DEFAULT_ON, true);
    Saved saved = (Saved) before.decide(change(null, 3));
    ScopeState after = before.with(saved.next());

    assertThat(ChangeScopeHandler.event(saved, after))
        .isEqualTo(
            new ScopeToggled(
                new ScopeToggled.Scope(ScopeKind.GROUP, 42, "platform/tools", List.of(7L)),
                null,
                DEFAULT_ON,
                DEFAULT_OFF,
                false,
                4,
                "bob",
                NOW));
  }

  private static ScopeState state(ScopeChoice own) {
    return new ScopeState(GROUP, own, Map.of(), DEFAULT_ON, true);
  }

  private static ScopeChoice.Change change(@Nullable Availability choice, long revision) {
    return new ScopeChoice.Change(
        GROUP, choice, new EntityTags.IfMatch(Set.of(EntityTags.of(revision))), "bob", NOW);
  }
}
