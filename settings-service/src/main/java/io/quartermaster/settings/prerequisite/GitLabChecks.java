package io.quartermaster.settings.prerequisite;

import static io.quartermaster.settings.prerequisite.Prerequisite.DUO_ADD_ONS;
import static io.quartermaster.settings.prerequisite.Prerequisite.DUO_FEATURES;
import static io.quartermaster.settings.prerequisite.Prerequisite.GITLAB_EDITION;
import static io.quartermaster.settings.prerequisite.Prerequisite.GITLAB_LICENSE;
import static io.quartermaster.settings.prerequisite.Prerequisite.GITLAB_VERSION;

import io.quartermaster.gitlab.instance.GitLabInstance.InstanceSettings;
import io.quartermaster.gitlab.instance.GitLabInstance.License;
import io.quartermaster.gitlab.instance.GitLabInstance.Metadata;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides on version, edition, license, add-ons and Duo settings of GitLab. */
final class GitLabChecks {

  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");
  private static final int MAJOR = 17;
  private static final int BETA_MINOR = 8;
  private static final int GENERAL_MINOR = 11;
  private static final String PLAN = "ultimate";
  private static final Pattern OTHER_DUO_ADD_ON =
      Pattern.compile(".*(duo_?(pro|enterprise)|code_?suggestions).*");

  private GitLabChecks() {}

  static List<CheckResult> metadata(Metadata metadata) {
    return List.of(version(metadata.version()), edition(metadata));
  }

  static List<CheckResult> license(Optional<License> license) {
    return List.of(plan(license), addOns(license));
  }

  static CheckResult duo(InstanceSettings settings) {
    Boolean enabled = settings.duoFeaturesEnabled();
    if (enabled == null) {
      return DUO_FEATURES.failed(
          "GitLab has no settings for GitLab Duo: the license does not include it.",
          "Activate an Ultimate subscription with GitLab Duo with Amazon Q in GitLab.");
    }
    if (enabled) {
      return DUO_FEATURES.passed("GitLab Duo is turned on for the instance.");
    }
    boolean locked = Boolean.TRUE.equals(settings.lockDuoFeaturesEnabled());
    return DUO_FEATURES.warning(
        locked ? "GitLab Duo is always off for the instance." : "GitLab Duo is off by default.",
        "If this is not intended, turn on GitLab Duo in GitLab under Admin > GitLab Duo.");
  }

  private static CheckResult version(String version) {
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches()) {
      return GITLAB_VERSION.unknown(
          "GitLab returned an invalid version.",
          "Check under Help in GitLab that the version is 17.11 or later.");
    }
    int major = Integer.parseInt(parts.group(1));
    int minor = Integer.parseInt(parts.group(2));
    String detail = "GitLab is version %d.%d.".formatted(major, minor);
    if (major > MAJOR || (major == MAJOR && minor >= GENERAL_MINOR)) {
      return GITLAB_VERSION.passed(detail);
    }
    return major == MAJOR && minor >= BETA_MINOR
        ? GITLAB_VERSION.warning(
            detail + " Amazon Q is in beta before 17.11.",
            "Upgrade GitLab to 17.11 or later, or turn on beta features and run GitLab in AWS.")
        : GITLAB_VERSION.failed(detail, "Upgrade GitLab to 17.11 or later.");
  }

  private static CheckResult edition(Metadata metadata) {
    return metadata.enterprise()
        ? GITLAB_EDITION.passed("GitLab is the Enterprise Edition.")
        : GITLAB_EDITION.failed(
            "GitLab is the Community Edition.",
            "Upgrade to the Enterprise Edition; data and settings are kept.");
  }

  private static CheckResult plan(Optional<License> license) {
    String plan = license.map(License::plan).orElse(null);
    if (license.isEmpty() || plan == null) {
      return GITLAB_LICENSE.failed(
          "GitLab has no license.",
          "Activate an Ultimate subscription in GitLab under Admin > Subscription.");
    }
    if (license.get().expired()) {
      return GITLAB_LICENSE.failed(
          "The license expired on %s.".formatted(license.get().expiresAt()),
          "Renew the subscription and synchronize it in GitLab under Admin > Subscription.");
    }
    return PLAN.equals(plan.toLowerCase(Locale.ROOT))
        ? GITLAB_LICENSE.passed(
            license.get().expiresAt() == null
                ? "The plan is Ultimate."
                : "The plan is Ultimate until %s.".formatted(license.get().expiresAt()))
        : GITLAB_LICENSE.failed(
            "The plan is %s.".formatted(plan),
            "Upgrade the subscription to Ultimate and synchronize it in GitLab.");
  }

  /** GitLab lists only the add-ons of the license file, not those of the subscription. */
  private static CheckResult addOns(Optional<License> license) {
    List<String> others =
        license.map(License::addOns).orElse(Map.of()).keySet().stream()
            .filter(name -> OTHER_DUO_ADD_ON.matcher(name.toLowerCase(Locale.ROOT)).matches())
            .sorted()
            .toList();
    return others.isEmpty()
        ? DUO_ADD_ONS.unknown(
            "The license lists no other Duo add-on. The add-ons of the subscription are shown only"
                + " in GitLab.",
            "Check in GitLab under Admin > Subscription that GitLab Duo with Amazon Q is listed and"
                + " that Duo Pro and Duo Enterprise are not.")
        : DUO_ADD_ONS.failed(
            "The license includes %s.".formatted(String.join(", ", others)),
            "Remove the other GitLab Duo add-on from the subscription: it conflicts with Amazon Q.");
  }
}
