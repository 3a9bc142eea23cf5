package io.quartermaster.settings.prerequisite;

import io.quartermaster.gitlab.instance.InstanceSettings;
import io.quartermaster.gitlab.instance.License;
import io.quartermaster.gitlab.instance.Metadata;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What GitLab tells about itself over its API: version, edition, licence, add-ons, Duo. */
final class GitLabChecks {

  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");
  private static final int MAJOR = 17;
  private static final int BETA_MINOR = 8;
  private static final int GENERAL_MINOR = 11;
  private static final String PLAN = "ultimate";
  private static final Pattern OTHER_DUO_ADD_ON =
      Pattern.compile(".*(duo_?(pro|enterprise)|code_?suggestions).*");

  private GitLabChecks() {}

  static List<Finding> metadata(Metadata metadata) {
    return List.of(version(metadata.version()), edition(metadata));
  }

  static List<Finding> license(Optional<License> license) {
    return List.of(plan(license), addOns(license));
  }

  static Finding duo(InstanceSettings settings) {
    Boolean enabled = settings.duoFeaturesEnabled();
    if (enabled == null) {
      return Finding.failed(
          Prerequisite.DUO_FEATURES,
          "GitLab has no settings for GitLab Duo: its licence does not include them.",
          "Activate an Ultimate subscription with Duo with Amazon Q in GitLab.");
    }
    if (enabled) {
      return Finding.passed(Prerequisite.DUO_FEATURES, "GitLab Duo is on for the instance.");
    }
    boolean locked = Boolean.TRUE.equals(settings.lockDuoFeaturesEnabled());
    return Finding.warning(
        Prerequisite.DUO_FEATURES,
        locked
            ? "GitLab Duo is off for the instance, and nobody can turn it on."
            : "GitLab Duo is off by default.",
        "If that is not on purpose, turn GitLab Duo on in GitLab under Admin > GitLab Duo.");
  }

  private static Finding version(String version) {
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches()) {
      return Finding.unknown(
          Prerequisite.GITLAB_VERSION,
          "GitLab tells a version that is not one.",
          "Look under Help in GitLab whether it is 17.11 or later.");
    }
    int major = Integer.parseInt(parts.group(1));
    int minor = Integer.parseInt(parts.group(2));
    String found = "GitLab is %d.%d.".formatted(major, minor);
    if (major > MAJOR || (major == MAJOR && minor >= GENERAL_MINOR)) {
      return Finding.passed(Prerequisite.GITLAB_VERSION, found);
    }
    return major == MAJOR && minor >= BETA_MINOR
        ? Finding.warning(
            Prerequisite.GITLAB_VERSION,
            found + " Up to 17.10 Amazon Q is a beta.",
            "Upgrade GitLab to 17.11 or later, or turn on its beta features and keep GitLab in AWS.")
        : Finding.failed(Prerequisite.GITLAB_VERSION, found, "Upgrade GitLab to 17.11 or later.");
  }

  private static Finding edition(Metadata metadata) {
    return metadata.enterprise()
        ? Finding.passed(Prerequisite.GITLAB_EDITION, "GitLab is the Enterprise Edition.")
        : Finding.failed(
            Prerequisite.GITLAB_EDITION,
            "GitLab is the Community Edition.",
            "Install the Enterprise Edition over it; data and settings stay.");
  }

  private static Finding plan(Optional<License> license) {
    String plan = license.map(License::plan).orElse(null);
    if (license.isEmpty() || plan == null) {
      return Finding.failed(
          Prerequisite.GITLAB_LICENSE,
          "GitLab has no licence.",
          "Activate an Ultimate subscription in GitLab under Admin > Subscription.");
    }
    if (license.get().expired()) {
      return Finding.failed(
          Prerequisite.GITLAB_LICENSE,
          "The licence expired on %s.".formatted(license.get().expiresAt()),
          "Renew the subscription and synchronize it in GitLab under Admin > Subscription.");
    }
    return PLAN.equals(plan.toLowerCase(Locale.ROOT))
        ? Finding.passed(
            Prerequisite.GITLAB_LICENSE,
            license.get().expiresAt() == null
                ? "The plan is ultimate."
                : "The plan is ultimate, until %s.".formatted(license.get().expiresAt()))
        : Finding.failed(
            Prerequisite.GITLAB_LICENSE,
            "The plan is %s.".formatted(plan),
            "Upgrade the subscription to Ultimate and synchronize it in GitLab.");
  }

  /**
   * GitLab lists only what is part of the licence file, not what was bought with a subscription.
   */
  private static Finding addOns(Optional<License> license) {
    List<String> others =
        license.map(License::addOns).orElse(Map.of()).keySet().stream()
            .filter(name -> OTHER_DUO_ADD_ON.matcher(name.toLowerCase(Locale.ROOT)).matches())
            .sorted()
            .toList();
    return others.isEmpty()
        ? Finding.unknown(
            Prerequisite.DUO_ADD_ONS,
            "The licence lists no other Duo add-on; what was bought with the subscription, GitLab"
                + " shows only on its own pages.",
            "Look in GitLab under Admin > Subscription: Duo with Amazon Q must be there, Duo Pro and"
                + " Duo Enterprise must not.")
        : Finding.failed(
            Prerequisite.DUO_ADD_ONS,
            "The licence lists %s.".formatted(String.join(", ", others)),
            "Have the other GitLab Duo add-on removed from the subscription: Amazon Q cannot be"
                + " combined with it.");
  }
}
