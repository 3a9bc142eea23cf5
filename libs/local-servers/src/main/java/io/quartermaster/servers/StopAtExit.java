package io.quartermaster.servers;

/** Stops a server when the JVM ends. */
final class StopAtExit {

  private final Thread hook;

  private StopAtExit(Thread hook) {
    this.hook = hook;
  }

  static StopAtExit of(String name, Runnable stop) {
    Thread hook = new Thread(stop, "stop-" + name);
    Runtime.getRuntime().addShutdownHook(hook);
    return new StopAtExit(hook);
  }

  void cancel() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs anyway and has nothing left to stop.
      return;
    }
  }
}
