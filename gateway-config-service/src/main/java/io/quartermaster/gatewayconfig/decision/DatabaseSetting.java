package io.quartermaster.gatewayconfig.decision;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Newer versions of GitLab read the URL of the AI gateway from their database; the environment
 * variable is then at most the default of a new instance.
 */
public final class DatabaseSetting {

  /** The first version without effect of the variable, as major and minor. */
  private static final int MAJOR = 18;

  private static final int MINOR = 5;

  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

  private static final String WAYS =
      " Set gateway-config.database-setting=true to store it there, or set ai_gateway_url in the"
          + " Rails console.";

  private DatabaseSetting() {}

  /** Whether this version reads the URL from its database; false when it is not known. */
  public static boolean isRead(@Nullable String gitlabVersion) {
    Matcher version = VERSION.matcher(gitlabVersion == null ? "" : gitlabVersion);
    if (!version.matches()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    return major > MAJOR || (major == MAJOR && Integer.parseInt(version.group(2)) >= MINOR);
  }

  /** What the administrator must know when the setting is not stored; empty when nothing. */
  public static String note(List<Rollout.Node> nodes) {
    List<Rollout.Node> observed = nodes.stream().filter(node -> node.note() == null).toList();
    List<String> versions =
        observed.stream()
            .map(node -> node.state().report().gitlabVersion())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return versions.stream()
        .filter(DatabaseSetting::isRead)
        .findFirst()
        .map(
            version ->
                ("GitLab %s reads the URL from its database: the environment variable alone has no"
                            + " effect on an instance whose AI settings exist.")
                        .formatted(version)
                    + WAYS)
        .orElseGet(
            () ->
                versions.isEmpty() && !observed.isEmpty()
                    ? "The version of GitLab is not known. From 18.5 on, the environment variable"
                        + " alone has no effect on an instance whose AI settings exist."
                        + WAYS
                    : "");
  }
}
