package io.quartermaster.settings.scope;

import io.quartermaster.contracts.Availability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of inheritance, written again and the other way round, to hold against the code: a tree
 * of nodes that know their children, and every value handed down from the instance to the leaves.
 * Shares nothing with the code but the three values.
 */
final class TreeModel {

  /** A node of the tree; the root is the instance. */
  static final class Node {
    final String name;
    final boolean project;
    final List<Node> children = new ArrayList<>();
    @Nullable Node parent;
    @Nullable Availability choice;

    Node(String name, boolean project) {
      this.name = name;
      this.project = project;
    }

    boolean isBelow(Node other) {
      return this == other || (parent != null && parent.isBelow(other));
    }
  }

  /**
   * What holds for a node.
   *
   * @param lockedBy name of the locking node; null when it is free
   */
  record Verdict(Availability value, @Nullable String lockedBy) {}

  final Node instance = new Node("instance", false);

  TreeModel(Availability choice) {
    instance.choice = choice;
  }

  Node add(String name, boolean project, Node parent) {
    Node node = new Node(name, project);
    attach(node, parent);
    return node;
  }

  void move(Node node, Node parent) {
    detach(node);
    attach(node, parent);
  }

  void delete(Node node) {
    detach(node);
  }

  private static void attach(Node node, Node parent) {
    node.parent = parent;
    parent.children.add(node);
  }

  private static void detach(Node node) {
    if (node.parent != null) {
      node.parent.children.remove(node);
      node.parent = null;
    }
  }

  /** Works out the whole tree in one go from the top. */
  Map<String, Verdict> verdicts() {
    Map<String, Verdict> all = new HashMap<>();
    Availability choice = instance.choice == null ? Availability.DEFAULT_OFF : instance.choice;
    boolean locks = choice == Availability.NEVER_ON;
    for (Node child : instance.children) {
      handDown(child, choice, locks ? instance.name : null, all);
    }
    return all;
  }

  private static void handDown(
      Node node, Availability inherited, @Nullable String lock, Map<String, Verdict> all) {
    Availability holds = node.choice == null ? inherited : node.choice;
    String lockBelow = lock;
    if (lock != null) {
      holds = Availability.NEVER_ON;
    } else if (node.choice == Availability.NEVER_ON) {
      lockBelow = node.name;
    }
    all.put(node.name, new Verdict(holds, lock));
    for (Node child : node.children) {
      handDown(child, holds, lockBelow, all);
    }
  }
}
