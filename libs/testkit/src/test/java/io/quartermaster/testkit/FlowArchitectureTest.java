package io.quartermaster.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowArchitectureTest {

  private static final String FIXTURES = "io.quartermaster.testkit.flow.";

  @Test
  void aServiceThatReadsAsAFlowPasses() {
    assertThat(broken("good")).isEmpty();
  }

  @Test
  void everyBreachIsFound() {
    assertThat(broken("bad"))
        .contains(
            "package reconcile has classes",
            "decision sees only Java's own values and its own types, and nothing that reaches out",
            "decision takes time and ids from outside",
            "intake does not see effect, outcome, reconcile",
            "effect does not see intake, outcome, reconcile, store",
            "outcome does not see intake, effect, reconcile, store",
            "store does not see intake, effect, outcome, reconcile",
            "contract records appear only in intake, outcome and reconcile")
        .anyMatch(rule -> rule.contains("free of cycles"));
  }

  @Test
  void allowsALibraryInOnePackageOfTheDecisions() {
    FlowArchitecture bad = FlowArchitecture.of(FIXTURES + "bad");

    assertThat(broken("bad", bad.withLibrary("decision", "io.quartermaster.contracts..")))
        .noneMatch(rule -> rule.startsWith("decision sees"));
    assertThat(broken("bad", bad.withLibrary("decision", "com.example..")))
        .contains("decision sees com.example.. besides what a decision sees");
  }

  private static List<String> broken(String fixture) {
    return broken(fixture, FlowArchitecture.of(FIXTURES + fixture));
  }

  private static List<String> broken(String fixture, FlowArchitecture architecture) {
    JavaClasses classes = new ClassFileImporter().importPackages(FIXTURES + fixture);
    return architecture.rules().stream()
        .filter(rule -> rule.allowEmptyShould(true).evaluate(classes).hasViolation())
        .map(ArchRule::getDescription)
        .toList();
  }
}
