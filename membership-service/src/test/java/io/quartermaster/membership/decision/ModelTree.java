package io.quartermaster.membership.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The rules of inheritance once more, written the other way round: values are pushed down from the
 * instance, level by level, where the product climbs up from the project.
 *
 * @param groups a group's parent has a smaller index
 */
public record ModelTree(Choice instance, List<Group> groups, List<Project> projects) {

  /** A group; parent -1 is the instance. */
  public record Group(int parent, @Nullable Choice choice) {}

  /** A project; group -1 is the namespace of a person. */
  public record Project(int group, @Nullable Choice choice) {}

  private record Inherited(boolean locked, boolean on) {}

  /** A tree with at most so many groups and projects. */
  public static ModelTree random(Random random, int maxGroups, int maxProjects) {
    List<Group> groups = new ArrayList<>();
    int groupCount = random.nextInt(maxGroups + 1);
    for (int i = 0; i < groupCount; i++) {
      groups.add(new Group(random.nextInt(i + 1) - 1, maybe(random, Choice.values())));
    }
    List<Project> projects = new ArrayList<>();
    int projectCount = 1 + random.nextInt(maxProjects);
    for (int i = 0; i < projectCount; i++) {
      projects.add(new Project(random.nextInt(groupCount + 1) - 1, maybe(random, Choice.values())));
    }
    Choice instance = Choice.values()[random.nextInt(Choice.values().length)];
    return new ModelTree(instance, groups, projects);
  }

  private static @Nullable Choice maybe(Random random, Choice[] choices) {
    int drawn = random.nextInt(choices.length * 2);
    return drawn < choices.length ? choices[drawn] : null;
  }

  /** What the model says. */
  public boolean isOn(int project) {
    List<Inherited> values = new ArrayList<>();
    Inherited top = down(new Inherited(false, false), instance);
    for (Group group : groups) {
      values.add(down(group.parent() < 0 ? top : values.get(group.parent()), group.choice()));
    }
    Project wanted = projects.get(project);
    return down(wanted.group() < 0 ? top : values.get(wanted.group()), wanted.choice()).on();
  }

  private static Inherited down(Inherited above, @Nullable Choice own) {
    if (above.locked() || own == null) {
      return above;
    }
    return new Inherited(own == Choice.NEVER_ON, own == Choice.DEFAULT_ON);
  }

  /** The choices above the project, as the product is given them. */
  public Lineage lineageOf(int project) {
    Project wanted = projects.get(project);
    List<Choice> choices = new ArrayList<>();
    for (int group = wanted.group(); group >= 0; group = groups.get(group).parent()) {
      Choice choice = groups.get(group).choice();
      if (choice != null) {
        choices.add(choice);
      }
    }
    return new Lineage(wanted.choice(), choices, true);
  }
}
