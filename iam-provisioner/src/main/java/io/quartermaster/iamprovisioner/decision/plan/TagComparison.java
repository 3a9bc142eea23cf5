package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.DesiredAccess.OWNERSHIP_TAG;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Compares the tags of one resource. One step sets all that are missing or have another value;
 * foreign tags are neither reported nor removed.
 *
 * @param found the value of a tag, if the resource has it
 */
record TagComparison(Map<String, String> desired, Function<String, Optional<String>> found) {

  void compare(
      DriftKind owner,
      DriftKind other,
      Function<Map<String, String>, AccessStep> step,
      Findings findings) {
    Map<String, String> different = new TreeMap<>(desired);
    different
        .entrySet()
        .removeIf(tag -> found.apply(tag.getKey()).equals(Optional.of(tag.getValue())));
    AccessStep repair = step.apply(different);
    different.forEach(
        (key, value) -> {
          Optional<String> present = found.apply(key);
          if (key.equals(OWNERSHIP_TAG)) {
            findings.repair(owner, value, present.orElse(Drift.NONE), repair);
          } else {
            findings.repair(
                other,
                key + "=" + value,
                present.map(it -> key + "=" + it).orElse(Drift.NONE),
                repair);
          }
        });
  }
}
