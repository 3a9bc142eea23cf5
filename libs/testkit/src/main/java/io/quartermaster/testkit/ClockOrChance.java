package io.quartermaster.testkit;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;

/** Calls that answer differently each time. */
final class ClockOrChance extends DescribedPredicate<JavaMethodCall> {

  private static final Set<String> NAMES =
      Set.of("now", "randomUUID", "random", "currentTimeMillis", "nanoTime", "getenv");

  ClockOrChance() {
    super("the clock, chance or the environment is asked");
  }

  @Override
  public boolean test(JavaMethodCall call) {
    return call.getTargetOwner().getPackageName().startsWith("java.")
        && NAMES.contains(call.getTarget().getName());
  }
}
