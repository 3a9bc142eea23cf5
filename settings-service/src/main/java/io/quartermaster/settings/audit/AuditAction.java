package io.quartermaster.settings.audit;

/** What can be done to a setting. The words are kept for ever: they are in the hashes. */
public enum AuditAction {
  /** The settings of the instance were saved. */
  SETTINGS_SAVED("settings.saved"),
  /** The instance was disconnected from Amazon Q. */
  SETTINGS_DISCONNECTED("settings.disconnected"),
  /** A group or project made a choice of its own. */
  SCOPE_CHOSEN("scope.chosen"),
  /** A group or project inherits again. */
  SCOPE_INHERITED("scope.inherited");

  private final String word;

  AuditAction(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
