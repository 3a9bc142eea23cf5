package io.quartermaster.settings.audit;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The scope of a change.
 *
 * @param id the GitLab id, or the uid of the instance
 * @param path the full path at the time of the change; null for the instance
 */
public record AuditScope(Type type, String id, @Nullable String path) {

  public AuditScope {
    requireNonNull(type, "type");
    requireNonNull(id, "id");
  }

  public static AuditScope instance(String uid) {
    return new AuditScope(Type.INSTANCE, uid, null);
  }

  public static AuditScope group(long id, String fullPath) {
    return new AuditScope(Type.GROUP, Long.toString(id), fullPath);
  }

  public static AuditScope project(long id, String fullPath) {
    return new AuditScope(Type.PROJECT, Long.toString(id), fullPath);
  }

  /** The kinds of scope. */
  public enum Type {
    INSTANCE("instance"),
    GROUP("group"),
    PROJECT("project");

    private final String wireName;

    Type(String wireName) {
      this.wireName = wireName;
    }

    String wireName() {
      return wireName;
    }
  }
}
