package io.quartermaster.local.command;

import io.quartermaster.local.stack.Stack;
import java.util.concurrent.CountDownLatch;

/**
 * Ties a stack to the life of this program: whatever ends it (Ctrl-C, a signal, a failure), the
 * stack is stopped first.
 */
final class StackSession implements AutoCloseable {
  private final Stack stack;
  private final Runnable afterwards;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean endIsSuccess;

  /**
   * Begins the session.
   *
   * @param afterwards done once when the stack has stopped
   */
  StackSession(Stack stack, Runnable afterwards) {
    this.stack = stack;
    this.afterwards = afterwards;
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAtExit, "stop-stack"));
  }

  /** Waits for a request to stop, which from now on ends the program with status 0. */
  void awaitStop() {
    endIsSuccess = true;
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopAtExit() {
    close();
    if (endIsSuccess) {
      // Otherwise the JVM would report the signal that asked it to stop.
      Runtime.getRuntime().halt(0);
    }
  }

  @Override
  public synchronized void close() {
    if (ended.getCount() == 0) {
      return;
    }
    stack.close();
    afterwards.run();
    ended.countDown();
  }
}
