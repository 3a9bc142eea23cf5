package io.quartermaster.sandbox.gitlab.state;

/** A project or group that has members. */
public record Source(Kind kind, long id) {

  /** GitLab's two kinds of sources. */
  public enum Kind {
    PROJECT,
    GROUP
  }

  public static Source project(long id) {
    return new Source(Kind.PROJECT, id);
  }

  public static Source group(long id) {
    return new Source(Kind.GROUP, id);
  }
}
