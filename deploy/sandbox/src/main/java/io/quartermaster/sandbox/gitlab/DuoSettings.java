package io.quartermaster.sandbox.gitlab;

import java.util.Locale;

/**
 * Whether the Duo features are on in a group, and whether someone above holds them.
 *
 * @param lockedAbove the instance or an ancestor forbids a change
 */
record DuoSettings(boolean enabled, boolean lockedAbove) {

  /** The availability words of GitLab with the two booleans they stand for. */
  enum Availability {
    DEFAULT_ON(true, false),
    DEFAULT_OFF(false, false),
    NEVER_ON(false, true);

    private final boolean enabled;
    private final boolean locked;

    Availability(boolean enabled, boolean locked) {
      this.enabled = enabled;
      this.locked = locked;
    }

    boolean enabled() {
      return enabled;
    }

    boolean locked() {
      return locked;
    }

    static Availability of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** Locked ancestor or instance, then own value, then the nearest one going up. */
  static DuoSettings of(GitLabState state, Group group) {
    InstanceSettings instance = state.settings();
    if (instance.lockDuoFeaturesEnabled()) {
      return new DuoSettings(instance.duoFeaturesEnabled(), true);
    }
    var lineage = state.tree().lineage(group.id());
    for (Group ancestor : lineage.subList(1, lineage.size())) {
      if (ancestor.lockDuoFeaturesEnabled()) {
        return new DuoSettings(Boolean.TRUE.equals(ancestor.duoFeaturesEnabled()), true);
      }
    }
    for (Group nearest : lineage) {
      Boolean own = nearest.duoFeaturesEnabled();
      if (own != null) {
        return new DuoSettings(own, false);
      }
    }
    return new DuoSettings(instance.duoFeaturesEnabled(), false);
  }
}
