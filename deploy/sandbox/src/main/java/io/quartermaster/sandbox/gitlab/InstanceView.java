package io.quartermaster.sandbox.gitlab;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The instance as a person reads it, without secrets and without the whole tree. */
final class InstanceView {

  private InstanceView() {}

  static Map<String, Object> of(GitLabState state) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("groups", state.tree().groupCount());
    view.put("projects", state.tree().projectCount());
    view.put("duo_features_enabled", state.settings().duoFeaturesEnabled());
    view.put("lock_duo_features_enabled", state.settings().lockDuoFeaturesEnabled());
    view.put("licensed", state.settings().licensed());
    view.put(
        "applications",
        state.applications(Duration.ZERO).values().stream().map(InstanceView::of).toList());
    view.put("service_accounts", serviceAccounts(state));
    return view;
  }

  private static Map<String, Object> of(Application application) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", application.id());
    view.put("application_id", application.uid());
    view.put("name", application.name());
    view.put("callback_url", application.redirectUri());
    view.put("scopes", application.scopes());
    view.put("confidential", application.confidential());
    return view;
  }

  private static List<Map<String, Object>> serviceAccounts(GitLabState state) {
    return state.users(Duration.ZERO).values().stream()
        .filter(User::serviceAccount)
        .map(user -> of(state, user))
        .toList();
  }

  private static Map<String, Object> of(GitLabState state, User user) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", user.id());
    view.put("username", user.username());
    view.put("name", user.name());
    view.put("state", user.state());
    view.put("project_memberships", state.membershipCount(user.id(), Source.Kind.PROJECT));
    view.put("group_memberships", state.membershipCount(user.id(), Source.Kind.GROUP));
    return view;
  }
}
