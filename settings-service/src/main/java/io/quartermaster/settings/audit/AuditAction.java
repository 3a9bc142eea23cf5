package io.quartermaster.settings.audit;

/** The audited actions. Their names are never changed: they are part of the hashes. */
public enum AuditAction {
  SETTINGS_SAVED("settings.saved"),
  SETTINGS_DISCONNECTED("settings.disconnected"),
  SCOPE_CHOSEN("scope.chosen"),
  SCOPE_INHERITED("scope.inherited");

  private final String wireName;

  AuditAction(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }
}
