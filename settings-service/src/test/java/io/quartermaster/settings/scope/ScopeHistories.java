package io.quartermaster.settings.scope;

import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.request.EntityTags;
import io.quartermaster.settings.scope.ScopeChoice.Decision;
import io.quartermaster.settings.scope.ScopeChoice.Decision.Saved;
import io.quartermaster.settings.scope.TreeModel.Node;
import io.quartermaster.settings.scope.TreeModel.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One generated history, played to the code and to the model at once. The code's side keeps what
 * the service keeps: choices by id, and for every id the parent that GitLab would name.
 */
final class ScopeHistories {

  private static final Instant AT = Instant.EPOCH;
  private static final int STEPS = 24;

  private final SplittableRandom random;
  private final TreeModel model;
  private final List<Node> groups = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, ScopeRef> scopes = new HashMap<>();
  private final Map<ScopeRef, ScopeRef> parents = new HashMap<>();
  private final Map<ScopeRef, ScopeChoice> choices = new HashMap<>();
  private Availability instance;
  private long lastId;
  private int locked;
  private int saved;

  private ScopeHistories(long seed) {
    this.random = new SplittableRandom(seed);
    this.instance = anyOf(Availability.values());
    this.model = new TreeModel(instance);
  }

  /** Plays the history of a seed; throws when code and model disagree anywhere. */
  static ScopeHistories play(long seed) {
    ScopeHistories history = new ScopeHistories(seed);
    for (int i = 0; i < 6; i++) {
      history.add();
    }
    for (int step = 0; step < STEPS; step++) {
      history.step();
    }
    history.compare();
    return history;
  }

  int locked() {
    return locked;
  }

  int saved() {
    return saved;
  }

  private void step() {
    int what = random.nextInt(20);
    if (what < 3 || nodes.isEmpty()) {
      add();
    } else if (what < 13) {
      toggle(anyOf(nodes));
    } else if (what < 15) {
      toggleInstance();
    } else if (what < 18) {
      move(anyOf(nodes));
    } else if (what < 19) {
      delete(anyOf(nodes));
    } else {
      compare();
    }
  }

  private void add() {
    boolean project = random.nextInt(3) == 0 && !groups.isEmpty();
    Node parent = groups.isEmpty() || (!project && random.nextInt(4) == 0) ? null : anyOf(groups);
    lastId++;
    ScopeRef scope =
        new ScopeRef(project ? ScopeKind.PROJECT : ScopeKind.GROUP, lastId, "n" + lastId);
    Node node = model.add(scope.fullPath(), project, parent == null ? model.instance : parent);
    nodes.add(node);
    if (!project) {
      groups.add(node);
    }
    scopes.put(node.name, scope);
    putParent(node, parent);
  }

  private void toggle(Node node) {
    Availability choice =
        switch (random.nextInt(node.project ? 3 : 4)) {
          case 0 -> Availability.DEFAULT_ON;
          case 1 -> Availability.DEFAULT_OFF;
          case 2 -> null;
          default -> Availability.NEVER_ON;
        };
    Verdict verdict = Objects.requireNonNull(model.verdicts().get(node.name));
    ScopeState state = state(node);
    ScopeChoice.Change command =
        new ScopeChoice.Change(state.ancestry(), choice, EntityTags.IfMatch.ANY, "x", AT);
    switch (state.decide(command)) {
      case Saved made -> {
        require(verdict.lockedBy() == null, "written under a lock", node);
        require(made.next().revision() == state.own().revision() + 1, "revision", node);
        choices.put(scope(node), made.next());
        saved++;
      }
      case Decision.Unchanged unchanged ->
          require(verdict.lockedBy() == null && node.choice == choice, "called unchanged", node);
      case Decision.Locked by -> {
        require(name(by.by()).equals(verdict.lockedBy()), "locked by " + by.by(), node);
        locked++;
      }
      case Decision.Stale stale -> throw new AssertionError("stale without a condition");
    }
    if (verdict.lockedBy() == null) {
      node.choice = choice;
    }
  }

  private void toggleInstance() {
    instance = anyOf(Availability.values());
    model.instance.choice = instance;
  }

  private void move(Node node) {
    Node parent = random.nextInt(4) == 0 && !node.project ? null : anyOf(groups);
    if (parent == null || !parent.isBelow(node)) {
      model.move(node, parent == null ? model.instance : parent);
      putParent(node, parent);
    }
  }

  private void delete(Node node) {
    model.delete(node);
    nodes.removeIf(other -> other.isBelow(node));
    groups.removeIf(other -> other.isBelow(node));
  }

  private void compare() {
    Map<String, Verdict> expected = model.verdicts();
    require(expected.size() == nodes.size(), "size of the tree", model.instance);
    for (Node node : nodes) {
      EffectiveAvailability effective = state(node).effective();
      Verdict verdict = Objects.requireNonNull(expected.get(node.name));
      require(effective.value() == verdict.value(), "value " + effective, node);
      String lock = effective.lockedBy() == null ? null : name(effective.lockedBy());
      require(Objects.equals(lock, verdict.lockedBy()), "lock " + effective, node);
    }
  }

  private ScopeState state(Node node) {
    List<ScopeRef> above = new ArrayList<>();
    Map<Long, Availability> choicesAbove = new HashMap<>();
    for (ScopeRef next = parents.get(scope(node)); next != null; next = parents.get(next)) {
      above.add(next);
      Availability choice = choices.getOrDefault(next, ScopeChoice.NONE).availability();
      if (choice != null) {
        choicesAbove.put(next.id(), choice);
      }
    }
    return new ScopeState(
        new ScopeAncestry(scope(node), above),
        choices.getOrDefault(scope(node), ScopeChoice.NONE),
        choicesAbove,
        instance,
        true);
  }

  private void putParent(Node node, @Nullable Node parent) {
    if (parent == null) {
      parents.remove(scope(node));
    } else {
      parents.put(scope(node), scope(parent));
    }
  }

  private ScopeRef scope(Node node) {
    return Objects.requireNonNull(scopes.get(node.name));
  }

  private static String name(ScopeRef scope) {
    return scope.kind() == ScopeKind.INSTANCE ? "instance" : scope.fullPath();
  }

  private <T> T anyOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  @SafeVarargs
  private <T> T anyOf(T... all) {
    return all[random.nextInt(all.length)];
  }

  private static void require(boolean holds, String what, Node node) {
    if (!holds) {
      throw new AssertionError("Code and model disagree at " + node.name + ": " + what);
    }
  }
}
