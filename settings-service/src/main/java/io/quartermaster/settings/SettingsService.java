package io.quartermaster.settings;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quartermaster.settings.problem.ServerProblems;

/** Starts the service. */
@QuarkusMain
public final class SettingsService {

  private SettingsService() {}

  public static void main(String... arguments) {
    ServerProblems.enable();
    Quarkus.run(arguments);
  }
}
