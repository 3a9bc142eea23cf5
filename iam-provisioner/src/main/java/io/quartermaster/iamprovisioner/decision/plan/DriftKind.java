package io.quartermaster.iamprovisioner.decision.plan;

import java.util.Locale;

/** What can differ. The names are part of the published events. */
public enum DriftKind {
  PROVIDER,
  PROVIDER_OWNER,
  PROVIDER_TAG,
  PROVIDER_AUDIENCE,
  PROVIDER_OTHER_AUDIENCE,
  ROLE,
  ROLE_OWNER,
  ROLE_TAG,
  ROLE_TRUST_POLICY,
  ROLE_SESSION,
  ROLE_DESCRIPTION,
  ROLE_BOUNDARY,
  ROLE_INLINE_POLICY,
  ROLE_MANAGED_POLICY,
  ROLE_OTHER_INLINE_POLICY,
  ROLE_OTHER_ATTACHED_POLICY,
  PREVIOUS_PROVIDER,
  PREVIOUS_ROLE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
