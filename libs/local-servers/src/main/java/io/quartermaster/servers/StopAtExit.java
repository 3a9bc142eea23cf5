package io.quartermaster.servers;

/** Stops a server when the JVM ends, if nobody did before. */
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

  void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs anyway, and finds nothing left to stop.
      return;
    }
  }
}
