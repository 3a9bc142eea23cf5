package io.quartermaster.local;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.local.stack.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stack for all tests of a JVM, because starting it takes longer than most of them. Each test
 * finds every part running, and nothing set up in AWS, GitLab, gateway and GitLab host. After a
 * failed test, the next one gets a new stack.
 */
final class SharedStack implements ParameterResolver, BeforeEachCallback, AfterEachCallback {
  private static final int LOG_LINES = 25;
  private static final Namespace NAMESPACE = Namespace.create(SharedStack.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    holder(context).stack().resetWorld();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      Holder holder = holder(context);
      Optional<Path> logs = holder.logs();
      holder.close();
      logs.ifPresent(folder -> publishLogs(context, folder));
    }
  }

  /** In CI, the output of the test run may be all that is left. */
  private static void publishLogs(ExtensionContext context, Path logs) {
    for (ServiceName service : ServiceName.values()) {
      try (Stream<String> lines = Files.lines(logs.resolve(service.wireName() + ".log"))) {
        List<String> relevant = lines.filter(SharedStack::isRelevant).toList();
        int from = Math.max(0, relevant.size() - LOG_LINES);
        context.publishReportEntry(
            service.wireName(),
            String.join(System.lineSeparator(), relevant.subList(from, relevant.size())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static boolean isRelevant(String line) {
    return (line.contains(" WARN ") || line.contains(" ERROR ") || line.contains("quartermaster"))
        && !line.contains("org.apache.kafka.clients.NetworkClient");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == StackUnderTest.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return holder(context).stack();
  }

  private static Holder holder(ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    return requireNonNull(store.computeIfAbsent(Holder.class));
  }

  /** Closed by JUnit after the last test. */
  static final class Holder implements AutoCloseable {
    private @Nullable StackUnderTest stack;

    StackUnderTest stack() {
      StackUnderTest running = stack;
      if (running == null) {
        running = StackUnderTest.start(folder(), GatewayEnvironment.PRODUCTION);
        stack = running;
      }
      return running;
    }

    /** Empty when the stack did not start: that failure shows its log itself. */
    Optional<Path> logs() {
      return Optional.ofNullable(stack)
          .map(running -> running.stack().layout().log(ServiceName.SETTINGS_SERVICE.wireName()))
          .map(Path::getParent);
    }

    /** Below the build's folder, so that the logs of a failed test can still be read. */
    private static Path folder() {
      try {
        Path target = StackUnderTest.home().resolve("deploy/local/target/fault-stacks");
        return Files.createTempDirectory(Files.createDirectories(target), "stack-");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      StackUnderTest running = stack;
      stack = null;
      if (running != null) {
        running.close();
      }
    }
  }
}
