package io.quartermaster.gitlab;

import io.quartermaster.sandbox.SandboxOptions;
import io.quartermaster.sandbox.quarkus.SandboxResource;

/** A GitLab with more projects than fit on two pages. */
public final class SandboxGitLab extends SandboxResource {

  static final int GROUPS = 120;
  static final int PROJECTS = 250;

  public SandboxGitLab() {
    super(SandboxOptions.defaults().withSeed(GROUPS, PROJECTS));
  }
}
