package io.quartermaster.sandbox.aws;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The account as a person reads it: documents as JSON, not as strings. */
final class AccountView {

  private AccountView() {}

  static Map<String, Object> of(AwsAccount account) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("providers", account.providers().values().stream().map(AccountView::of).toList());
    view.put(
        "roles",
        account.roles().values().stream()
            .filter(role -> !role.serviceLinked())
            .map(AccountView::of)
            .toList());
    view.put("managed_policies", List.copyOf(account.policies().keySet()));
    view.put("instance_profiles", List.copyOf(account.instanceProfiles().keySet()));
    return view;
  }

  private static Map<String, Object> of(OidcProvider provider) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("arn", provider.arn());
    view.put("url", "https://" + provider.url());
    view.put("client_ids", provider.clientIds());
    view.put("thumbprints", provider.thumbprints());
    view.put("tags", tags(provider.tags()));
    view.put("created_at", provider.createdAt().toString());
    return view;
  }

  private static Map<String, Object> of(Role role) {
    Map<String, Object> inline = new TreeMap<>();
    role.inlinePolicies().forEach((name, document) -> inline.put(name, json(document)));
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("arn", role.arn());
    view.put("name", role.name());
    view.put("id", role.id());
    view.put("description", role.description());
    view.put("max_session_duration", role.maxSessionDuration());
    view.put("permissions_boundary", role.permissionsBoundary());
    view.put("trust_policy", json(role.trustPolicy()));
    view.put("inline_policies", inline);
    view.put("attached_policies", role.attachedPolicies());
    view.put("tags", tags(role.tags()));
    view.put("created_at", role.createdAt().toString());
    return view;
  }

  private static Map<String, Object> json(String document) {
    return new JsonObject(document).getMap();
  }

  private static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> view = new TreeMap<>();
    tags.forEach(tag -> view.put(tag.key(), tag.value()));
    return view;
  }
}
