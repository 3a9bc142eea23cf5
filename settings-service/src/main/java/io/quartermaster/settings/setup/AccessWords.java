package io.quartermaster.settings.setup;

import io.quartermaster.contracts.Difference;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person is told about access in AWS that is as wanted, or that nobody keeps any more. */
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

  /** What became of the role and, when there are any, of the roles of before. */
  static String released(String roleArn, boolean deleted, @Nullable List<String> before) {
    String words =
        deleted
            ? "What carried our tags for the role %s is deleted from AWS"
            : "The role %s and its identity provider are left as they are";
    return words.formatted(roleArn)
        + (before == null
            ? "."
            : "; likewise the roles of before: %s.".formatted(String.join(", ", before)));
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
