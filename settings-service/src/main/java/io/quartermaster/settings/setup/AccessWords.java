package io.quartermaster.settings.setup;

import io.quartermaster.contracts.Difference;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person is told about access in AWS that is as wanted. */
final class AccessWords {
  private static final int SHOWN = 5;
  private static final String NOTHING = "none";

  private AccessWords() {}

  static String of(String roleArn, @Nullable List<Difference> drift) {
    String words = "AWS trusts this GitLab for the role " + roleArn + ".";
    return words
        + list(" Repaired: ", drift, AccessWords::wasRepaired)
        + list(" Left as found: ", drift, each -> !each.repaired());
  }

  /** What was not there before was made, not repaired. */
  private static boolean wasRepaired(Difference difference) {
    return difference.repaired() && !difference.found().equals(NOTHING);
  }

  private static String list(
      String title, @Nullable List<Difference> drift, Predicate<Difference> wanted) {
    List<Difference> some =
        drift == null ? List.of() : drift.stream().filter(wanted).limit(SHOWN).toList();
    return some.isEmpty()
        ? ""
        : some.stream()
            .map(each -> "%s (%s)".formatted(each.what(), each.found()))
            .collect(Collectors.joining(", ", title, "."));
  }
}
