package io.quartermaster.messaging.outbox;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/** A relay in a process of its own, to be killed; at a chosen point it kills itself. */
final class RelayProcess {

  /** Dies after the broker has the rows and before they are marked. */
  static final String DIE_BEFORE_MARK = "die-before-mark";

  static final String LIVE = "live";

  private RelayProcess() {}

  static Process start(RelayWorkbench workbench, String fate) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(RelayProcess.class.getName());
    command.addAll(workbench.processArguments());
    command.add(fate);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] arguments) throws InterruptedException {
    DataSource source = RelayWorkbench.dataSource(arguments[0], arguments[1], arguments[2]);
    if (arguments[4].equals(DIE_BEFORE_MARK)) {
      source = dyingBeforeMark(source);
    }
    RelayWorkbench.relay(source, arguments[3], RelayWorkbench.PATIENT).start();
    new CountDownLatch(1).await();
  }

  private static DataSource dyingBeforeMark(DataSource source) {
    return proxy(
        DataSource.class,
        source,
        (method, result) -> {
          return result instanceof Connection connection ? dyingConnection(connection) : result;
        });
  }

  private static Connection dyingConnection(Connection connection) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          if (method.getName().equals("prepareStatement")
              && arguments[0].toString().startsWith("update outbox set published_at")) {
            Runtime.getRuntime().halt(137);
          }
          return call(connection, method, arguments);
        };
    return (Connection)
        Proxy.newProxyInstance(
            RelayProcess.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
  }

  private static <T> T proxy(Class<T> type, T target, Change change) {
    return type.cast(
        Proxy.newProxyInstance(
            RelayProcess.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> change.of(method, call(target, method, arguments))));
  }

  private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private interface Change {
    Object of(java.lang.reflect.Method method, Object result);
  }
}
