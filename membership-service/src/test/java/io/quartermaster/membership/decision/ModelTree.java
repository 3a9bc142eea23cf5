package io.quartermaster.membership.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The rule of inheritance, implemented a second time and in the other direction: values are passed
 * down from the instance, where the product searches up from the project.
 *
 * @param groups a group's parent has a smaller index
 */
public record ModelTree(Availability instance, List<Group> groups, List<Project> projects) {

  /** A group; parent -1 is the instance. */
  public record Group(int parent, @Nullable Availability availability) {}

  /** A project; group -1 is a personal namespace. */
  public record Project(int group, @Nullable Availability availability) {}

  private record Inherited(boolean locked, boolean on) {}

  /** A tree with at most so many groups and projects. */
  public static ModelTree random(Random random, int maxGroups, int maxProjects) {
    List<Group> groups = new ArrayList<>();
    int groupCount = random.nextInt(maxGroups + 1);
    for (int i = 0; i < groupCount; i++) {
      groups.add(new Group(random.nextInt(i + 1) - 1, maybe(random)));
    }
    List<Project> projects = new ArrayList<>();
    int projectCount = 1 + random.nextInt(maxProjects);
    for (int i = 0; i < projectCount; i++) {
      projects.add(new Project(random.nextInt(groupCount + 1) - 1, maybe(random)));
    }
    Availability[] all = Availability.values();
    return new ModelTree(all[random.nextInt(all.length)], groups, projects);
  }

  private static @Nullable Availability maybe(Random random) {
    Availability[] all = Availability.values();
    int drawn = random.nextInt(all.length * 2);
    return drawn < all.length ? all[drawn] : null;
  }

  /** Whether Amazon Q is on for the project according to the model. */
  public boolean isOn(int project) {
    List<Inherited> values = new ArrayList<>();
    Inherited top = inherit(new Inherited(false, false), instance);
    for (Group group : groups) {
      values.add(
          inherit(group.parent() < 0 ? top : values.get(group.parent()), group.availability()));
    }
    Project it = projects.get(project);
    return inherit(it.group() < 0 ? top : values.get(it.group()), it.availability()).on();
  }

  private static Inherited inherit(Inherited parent, @Nullable Availability own) {
    if (parent.locked() || own == null) {
      return parent;
    }
    return new Inherited(own == Availability.NEVER_ON, own == Availability.DEFAULT_ON);
  }

  /** The availabilities that are set on the project and its ancestors, as the product gets them. */
  public ProjectAvailability availabilityOf(int project) {
    Project it = projects.get(project);
    List<Availability> ancestors = new ArrayList<>();
    for (int group = it.group(); group >= 0; group = groups.get(group).parent()) {
      Availability availability = groups.get(group).availability();
      if (availability != null) {
        ancestors.add(availability);
      }
    }
    return new ProjectAvailability(it.availability(), ancestors, true);
  }
}
