package io.quartermaster.sandbox.gitlab.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The states of a user in GitLab. Only an active one can use the API. */
public enum UserState {
  @JsonProperty("active")
  ACTIVE,
  @JsonProperty("blocked")
  BLOCKED,
  @JsonProperty("ldap_blocked")
  LDAP_BLOCKED,
  @JsonProperty("blocked_pending_approval")
  BLOCKED_PENDING_APPROVAL,
  @JsonProperty("deactivated")
  DEACTIVATED,
  @JsonProperty("banned")
  BANNED;

  /** The name in GitLab's answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether GitLab counts the state as blocked: all but active and deactivated. */
  public boolean blocked() {
    return this != ACTIVE && this != DEACTIVATED;
  }

  /** Why GitLab refuses the tokens of a user in this state. */
  public String refusal() {
    return switch (this) {
      case BLOCKED_PENDING_APPROVAL ->
          "Your account is pending approval from your administrator and hence blocked.";
      case DEACTIVATED ->
          "Your account has been deactivated by your administrator. Please log back in from a web"
              + " browser to reactivate your account";
      case ACTIVE, BLOCKED, LDAP_BLOCKED, BANNED -> "Your account has been blocked.";
    };
  }
}
