package io.quartermaster.sandbox.gitlab;

/** What one can be a member of. */
record Source(Kind kind, long id) {

  enum Kind {
    PROJECT,
    GROUP
  }

  static Source project(long id) {
    return new Source(Kind.PROJECT, id);
  }

  static Source group(long id) {
    return new Source(Kind.GROUP, id);
  }
}
