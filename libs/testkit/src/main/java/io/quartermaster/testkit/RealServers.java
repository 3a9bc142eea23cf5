package io.quartermaster.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real broker with the topics of the contracts and a real database, started once for the JVM at
 * the first call and stopped with it. For a {@code @QuarkusTest}:
 * {@code @QuarkusTestResource(RealServers.class)}, which configures the application and fills
 * fields of the types {@link TestTopics} and {@link TestServers}. For a plain test: the static
 * methods.
 */
public final class RealServers implements QuarkusTestResourceLifecycleManager {

  private static final String PASSWORD = "for-tests-on-loopback-only";

  /** A service with this migration runs as another role than the owner of its tables. */
  private static final String GRANTS = "db/migration/R__runtime_role.sql";

  private static @Nullable TestServers servers;
  private static @Nullable TestTopics topics;

  /** The servers of this JVM; starts them if they do not run yet. */
  public static synchronized TestServers servers() {
    if (servers == null) {
      servers = acrossClassLoaders();
    }
    return servers;
  }

  /** The topics on the broker of this JVM. */
  public static synchronized TestTopics topics() {
    if (topics == null) {
      topics = new TestTopics(servers().bootstrapServers());
    }
    return topics;
  }

  /** A database of its own for a test; the same one for the same name. */
  public static TestDatabase database(String name) {
    servers().createDatabase(name, name, PASSWORD);
    return new TestDatabase(servers().jdbcUrl(name), name, PASSWORD);
  }

  /**
   * The same database, as a role that owns nothing in it: with the rights that a service grants.
   */
  public static TestDatabase databaseAtRunTime(String name) {
    TestDatabase owned = database(name);
    String role = name + "-runtime";
    servers().createRole(role, PASSWORD, name);
    return new TestDatabase(owned.jdbcUrl(), role, PASSWORD);
  }

  @Override
  public Map<String, String> start() {
    String name = moduleName();
    TestDatabase owned = database(name);
    Map<String, String> configuration = new HashMap<>();
    TestDatabase used = owned;
    if (hasRuntimeRole()) {
      used = databaseAtRunTime(name);
      configuration.put("quarkus.flyway.username", owned.username());
      configuration.put("quarkus.flyway.password", owned.password());
    }
    configuration.put("quarkus.datasource.jdbc.url", used.jdbcUrl());
    configuration.put("quarkus.datasource.username", used.username());
    configuration.put("quarkus.datasource.password", used.password());
    configuration.put("kafka.bootstrap.servers", servers().bootstrapServers());
    configuration.put("quarkus.http.test-port", "0");
    // Commit offsets soon, for Quiescence; the default is 5 s.
    configuration.put("mp.messaging.connector.smallrye-kafka.auto.commit.interval.ms", "100");
    return configuration;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(topics(), field -> field.getType() == TestTopics.class);
    injector.injectIntoFields(servers(), field -> field.getType() == TestServers.class);
  }

  /** Leaves the servers running: the next application of the same JVM uses them too. */
  @Override
  public void stop() {}

  private static boolean hasRuntimeRole() {
    return Thread.currentThread().getContextClassLoader().getResource(GRANTS) != null;
  }

  private static String moduleName() {
    Path module = Path.of("").toAbsolutePath().getFileName();
    return module.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Quarkus loads the test kit with a new class loader for every application, so a static field is
   * not unique in the JVM. The class of the system class loader is: call it through reflection.
   */
  private static TestServers acrossClassLoaders() {
    try {
      Object shared =
          invoke(
              ClassLoader.getSystemClassLoader()
                  .loadClass(JvmServers.class.getName())
                  .getMethod("get"),
              null);
      return (TestServers)
          Proxy.newProxyInstance(
              TestServers.class.getClassLoader(),
              new Class<?>[] {TestServers.class},
              (proxy, method, arguments) -> call(shared, method, arguments));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("Test servers did not start", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Test kit is not on the class path of the JVM", e);
    }
  }

  private static @Nullable Object call(
      Object shared, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return invoke(
          shared.getClass().getMethod(method.getName(), method.getParameterTypes()),
          shared,
          arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /**
   * Kafka clients load classes by the context class loader: it must be the one that loaded them.
   */
  private static Object invoke(
      Method method, @Nullable Object target, @Nullable Object @Nullable ... arguments)
      throws IllegalAccessException, InvocationTargetException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    try {
      return method.invoke(target, arguments);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
