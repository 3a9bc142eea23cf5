package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Instance and group settings, metadata and licence. */
final class SettingsApi {

  private static final String VERSION = "18.9.0-ee";
  private static final Set<String> INSTANCE_PARAMETERS =
      Set.of("duo_features_enabled", "lock_duo_features_enabled", "duo_availability");

  Reply instance(GitLabCall call) {
    call.requireAdmin();
    return Reply.json(200, settings(call).encode());
  }

  private static JsonObject settings(GitLabCall call) {
    InstanceSettings settings = call.state().settings();
    JsonObject json =
        new JsonObject()
            .put("id", 1)
            .put("signup_enabled", false)
            .put("default_project_visibility", "private");
    if (settings.licensed()) {
      json.put("duo_features_enabled", settings.duoFeaturesEnabled())
          .put("lock_duo_features_enabled", settings.lockDuoFeaturesEnabled());
    }
    return json;
  }

  Reply updateInstance(GitLabCall call) {
    call.requireAdmin();
    if (INSTANCE_PARAMETERS.stream().noneMatch(call::has)) {
      throw GitLabRefusal.parameter(
          "duo_features_enabled, lock_duo_features_enabled, duo_availability are missing, at least"
              + " one parameter must be provided");
    }
    InstanceSettings settings = call.state().settings();
    if (settings.licensed()) {
      DuoSettings.@Nullable Availability word = instanceAvailability(call);
      boolean enabled =
          word != null
              ? word.enabled()
              : call.flag("duo_features_enabled").orElse(settings.duoFeaturesEnabled());
      boolean lock =
          word != null
              ? word.locked()
              : call.flag("lock_duo_features_enabled").orElse(settings.lockDuoFeaturesEnabled());
      call.state().settings(settings.withDuo(enabled, lock));
      if (enabled != settings.duoFeaturesEnabled()) {
        cascade(call.state(), enabled);
      }
    }
    return Reply.json(200, settings(call).encode());
  }

  /** GitLab checks no value here: what it does not know is stored as never_on. */
  private static DuoSettings.@Nullable Availability instanceAvailability(GitLabCall call) {
    String word = call.text("duo_availability");
    if (word == null) {
      return null;
    }
    return Set.of("default_on", "default_off").contains(word)
        ? DuoSettings.Availability.of(word)
        : DuoSettings.Availability.NEVER_ON;
  }

  /** A changed value overwrites that of every group. */
  private static void cascade(GitLabState state, boolean enabled) {
    for (Group group : state.tree().allGroups()) {
      state
          .tree()
          .putInPlace(
              group.withDuo(enabled, group.lockDuoFeaturesEnabled(), group.autoReviewEnabled()));
    }
  }

  Reply updateGroup(GitLabCall call) {
    Group group = call.group();
    call.rights().requireOwner(group);
    Optional<DuoSettings.Availability> word =
        call.has("duo_availability")
            ? Optional.of(
                DuoSettings.Availability.of(
                    call.choice(
                        "duo_availability", "default_on", "default_on", "default_off", "never_on")))
            : Optional.empty();
    boolean touchesDuo =
        word.isPresent()
            || call.has("duo_features_enabled")
            || call.has("lock_duo_features_enabled");
    DuoSettings duo = DuoSettings.of(call.state(), group);
    if (touchesDuo && duo.lockedAbove()) {
      throw GitLabRefusal.field(
          "namespace_settings.duo_features_enabled",
          "cannot be changed because it is locked by an ancestor");
    }
    Group next = renamed(call, group);
    if (touchesDuo) {
      boolean enabled =
          word.map(DuoSettings.Availability::enabled)
              .or(() -> call.flag("duo_features_enabled"))
              .orElse(duo.enabled());
      boolean lock =
          word.map(DuoSettings.Availability::locked)
              .or(() -> call.flag("lock_duo_features_enabled"))
              .orElse(group.lockDuoFeaturesEnabled());
      next = next.withDuo(enabled, lock, next.autoReviewEnabled());
      cascadeBelow(call.state(), group.id(), enabled, enabled != duo.enabled(), lock);
    }
    boolean review = call.flag("amazon_q_auto_review_enabled").orElse(next.autoReviewEnabled());
    next = next.withDuo(next.duoFeaturesEnabled(), next.lockDuoFeaturesEnabled(), review);
    next = next.withMembershipLock(call.flag("membership_lock").orElse(next.membershipLock()));
    if (next.name().equals(group.name()) && next.path().equals(group.path())) {
      call.state().tree().putInPlace(next);
    } else {
      call.state().tree().put(next);
    }
    return Reply.json(200, Entities.group(call, next).encode());
  }

  private static Group renamed(GitLabCall call, Group group) {
    return group.renamed(call.text("name", group.name()), call.text("path", group.path()));
  }

  private static void cascadeBelow(
      GitLabState state, long groupId, boolean enabled, boolean changed, boolean lock) {
    for (long id : state.tree().descendants(groupId)) {
      Group below = state.tree().group(id).orElseThrow();
      Boolean value = changed ? Boolean.valueOf(enabled) : below.duoFeaturesEnabled();
      boolean ownLock = !lock && below.lockDuoFeaturesEnabled();
      state.tree().putInPlace(below.withDuo(value, ownLock, below.autoReviewEnabled()));
    }
  }

  Reply metadata(GitLabCall call) {
    JsonObject kas =
        new JsonObject().put("enabled", true).put("externalUrl", null).put("version", "18.9.0");
    return Reply.json(
        200,
        new JsonObject()
            .put("version", VERSION)
            .put("revision", "sandbox")
            .put("kas", kas)
            .put("enterprise", true)
            .encode());
  }

  Reply license(GitLabCall call) {
    call.requireAdmin();
    return Reply.json(200, license(call.state().settings()).encode());
  }

  Reply licenses(GitLabCall call) {
    call.requireAdmin();
    return Reply.json(200, new JsonArray().add(license(call.state().settings())).encode());
  }

  private static JsonObject license(InstanceSettings settings) {
    return new JsonObject()
        .put("id", 1)
        .put("plan", settings.licensed() ? "ultimate" : "starter")
        .put("created_at", "2025-01-01T00:00:00.000Z")
        .put("starts_at", "2025-01-01")
        .put("expires_at", "2099-12-31")
        .put("historical_max", 10)
        .put("maximum_user_count", 10)
        .put("expired", false)
        .put("overage", 0)
        .put("user_limit", 1000)
        .put("active_users", 2)
        .put("add_ons", new JsonObject());
  }

  Reply ownToken(GitLabCall call) {
    JsonArray scopes = new JsonArray().add("api");
    if (call.user().admin()) {
      scopes.add("admin_mode");
    }
    return Reply.json(
        200,
        new JsonObject()
            .put("id", call.user().id())
            .put("name", "sandbox token")
            .put("revoked", false)
            .put("scopes", scopes)
            .put("user_id", call.user().id())
            .put("active", true)
            .put("expires_at", "2099-12-31")
            .encode());
  }
}
