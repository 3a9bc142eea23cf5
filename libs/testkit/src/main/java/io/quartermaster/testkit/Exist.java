package io.quartermaster.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Set;

/** Whether a package holds anything but its description. */
final class Exist extends ArchCondition<JavaClass> {

  private static final String DESCRIPTION = "package-info";

  private final Set<String> seen = new HashSet<>();

  private Exist() {
    super("exist");
  }

  static ArchCondition<JavaClass> somewhere() {
    return new Exist();
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    if (!item.getSimpleName().equals(DESCRIPTION)) {
      seen.add(item.getName());
    }
  }

  @Override
  public void finish(ConditionEvents events) {
    if (seen.isEmpty()) {
      events.add(SimpleConditionEvent.violated(this, "the package is empty"));
    }
  }
}
