package io.quartermaster.membership.decision;

/** The steps of a set-up that are this service's. */
public enum Step {
  SERVICE_ACCOUNT("service_account", "service-account"),
  PROJECT_MEMBERSHIPS("project_memberships", "project-memberships");

  /** The key of the work of both: there is one GitLab to a database. */
  public static final String WORK_KEY = "gitlab";

  private final String key;
  private final String task;

  Step(String key, String task) {
    this.key = key;
    this.task = task;
  }

  /** Its name in the database. */
  public String key() {
    return key;
  }

  /** The name of the task that works on it. */
  public String task() {
    return task;
  }
}
