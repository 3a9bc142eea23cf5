package io.quartermaster.sandbox;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A sandbox that all test classes with the same options share, reset before each test. */
final class RunningSandbox implements BeforeAllCallback, BeforeEachCallback {

  private record Running(Sandbox sandbox, Clients clients) implements AutoCloseable {

    static Running start(SandboxOptions options) {
      Sandbox sandbox = Sandbox.start(options);
      return new Running(sandbox, new Clients(sandbox));
    }

    @Override
    public void close() {
      clients.close();
      sandbox.close();
    }
  }

  private final SandboxOptions options;
  private @Nullable Running running;

  RunningSandbox() {
    this(SandboxOptions.defaults());
  }

  RunningSandbox(SandboxOptions options) {
    this.options = options;
  }

  Sandbox sandbox() {
    return running().sandbox();
  }

  Clients clients() {
    return running().clients();
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(options, key -> Running.start(options), Running.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    sandbox().reset();
  }
}
