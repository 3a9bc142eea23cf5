package io.quartermaster.local.stack;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Runs tasks side by side. */
final class Concurrently {
  private Concurrently() {}

  /** Returns when all have ended; the first failure is thrown as it is. */
  static void run(Runnable... tasks) {
    CompletableFuture<?>[] all =
        Arrays.stream(tasks)
            .map(
                task ->
                    CompletableFuture.runAsync(
                        task, each -> Thread.ofPlatform().daemon().start(each)))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(all).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
