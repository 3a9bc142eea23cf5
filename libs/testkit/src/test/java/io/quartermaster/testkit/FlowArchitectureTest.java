package io.quartermaster.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlowArchitectureTest {

  private static final String FIXTURES = "io.quartermaster.testkit.flow.";

  @Test
  void acceptsAServiceThatFollowsTheFlow() {
    assertThat(violated(flow("good"), "good")).isEmpty();
  }

  /** A rule that no code can violate guards nothing. */
  @Test
  void rejectsAServiceThatViolatesEveryRule() {
    List<String> presentPackages =
        Stream.of("intake", "decision", "effect", "outcome", "store")
            .map("package %s has classes"::formatted)
            .toList();
    List<String> violated = violated(flow("bad"), "bad");
    assertThat(flow("bad").rules())
        .extracting(ArchRule::getDescription)
        .filteredOn(rule -> !presentPackages.contains(rule))
        .hasSizeGreaterThan(8)
        .allMatch(violated::contains);
  }

  @Test
  void allowsALibraryInOnePackageOfTheDecisions() {
    assertThat(violated(flow("bad").withLibrary("decision", "io.quartermaster.contracts.."), "bad"))
        .noneMatch(rule -> rule.startsWith("decision sees"));
    assertThat(violated(flow("bad").withLibrary("decision", "com.example.."), "bad"))
        .contains("decision sees com.example.. besides what a decision sees");
  }

  private static FlowArchitecture flow(String fixture) {
    return FlowArchitecture.of(FIXTURES + fixture);
  }

  private static List<String> violated(FlowArchitecture architecture, String fixture) {
    JavaClasses classes = new ClassFileImporter().importPackages(FIXTURES + fixture);
    return architecture.rules().stream()
        .filter(rule -> isViolated(rule, classes))
        .map(ArchRule::getDescription)
        .toList();
  }

  /** Only the rules about packages fail without classes. */
  private static boolean isViolated(ArchRule rule, JavaClasses classes) {
    boolean aboutPackage = rule.getDescription().startsWith("package ");
    try {
      return rule.allowEmptyShould(!aboutPackage).evaluate(classes).hasViolation();
    } catch (AssertionError e) {
      return true;
    }
  }
}
