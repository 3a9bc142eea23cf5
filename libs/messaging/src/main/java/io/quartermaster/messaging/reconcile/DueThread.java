package io.quartermaster.messaging.reconcile;

import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Makes the thread that looks for due work, and remembers it. */
final class DueThread implements ThreadFactory {

  private volatile @Nullable Thread thread;

  @Override
  public Thread newThread(Runnable loop) {
    Thread made = Thread.ofPlatform().name("quartermaster-reconcile-due").daemon().unstarted(loop);
    thread = made;
    return made;
  }

  boolean alive() {
    Thread made = thread;
    return made != null && made.isAlive();
  }
}
