package io.quartermaster.settings.audit;

/** The audited actions. Their names are never changed: they are part of the hashes. */
public enum AuditAction {
  /** The settings of the instance were saved. */
  SETTINGS_SAVED("settings.saved"),
  /** The instance was disconnected from Amazon Q. */
  SETTINGS_DISCONNECTED("settings.disconnected"),
  /** The availability of a group or project was set. */
  SCOPE_CHOSEN("scope.chosen"),
  /** A group or project inherits again. */
  SCOPE_INHERITED("scope.inherited");

  private final String wireName;

  AuditAction(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }
}
