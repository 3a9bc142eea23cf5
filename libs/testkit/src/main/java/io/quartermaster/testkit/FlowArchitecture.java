package io.quartermaster.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules of a service that reads as event in, decision, effect, event out. In a service's {@code
 * XxxArchTest}:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> readsAsAFlow() {
 *   return FlowArchitecture.of("io.quartermaster.iamprovisioner").tests();
 * }
 * }</pre>
 */
public final class FlowArchitecture {

  private static final List<String> PACKAGES =
      List.of("intake", "decision", "effect", "outcome", "reconcile", "store");

  /** The one type of the step protocol that a decision may use: why the step failed. */
  private static final String STEP_FAILURE = "io\\.quartermaster\\.step\\.StepFailure(\\$.*)?";

  private static final String CONTRACTS = "io.quartermaster.contracts..";

  private final String root;

  private FlowArchitecture(String root) {
    this.root = root;
  }

  public static FlowArchitecture of(String rootPackage) {
    return new FlowArchitecture(rootPackage);
  }

  /** One test a rule. */
  public Stream<DynamicTest> tests() {
    JavaClasses service =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    return rules().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(service)));
  }

  List<ArchRule> rules() {
    List<ArchRule> rules = new ArrayList<>();
    PACKAGES.forEach(name -> rules.add(nonEmpty(name)));
    rules.add(decisionIsPlainJava());
    rules.add(decisionTakesTimeAndIdsFromOutside());
    rules.add(sees("intake", "effect", "outcome", "reconcile"));
    rules.add(sees("effect", "intake", "outcome", "reconcile", "store"));
    rules.add(sees("outcome", "intake", "effect", "reconcile", "store"));
    rules.add(sees("store", "intake", "effect", "outcome", "reconcile"));
    rules.add(nothingDependsOnApi());
    rules.add(contractsOnlyAtTheRim());
    rules.add(slices().matching(root + ".(*)..").should().beFreeOfCycles());
    return rules;
  }

  private String in(String name) {
    return root + "." + name + "..";
  }

  /** A rule about an empty package guards nothing. */
  private ArchRule nonEmpty(String name) {
    return classes()
        .that(resideInAPackage(in(name)))
        .should(Exist.somewhere())
        .as("package " + name + " has classes")
        .allowEmptyShould(false);
  }

  private ArchRule decisionIsPlainJava() {
    return classes()
        .that()
        .resideInAPackage(in("decision"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "io.quartermaster.aws..",
                    in("decision"))
                .or(nameMatching(STEP_FAILURE)))
        .andShould()
        .onlyDependOnClassesThat(
            not(
                resideInAnyPackage(
                    "java.io..", "java.nio.file..", "java.net.http..", "java.sql..")))
        .as("decision sees only Java's own values and its own types, and nothing that reaches out");
  }

  private ArchRule decisionTakesTimeAndIdsFromOutside() {
    return noClasses()
        .that()
        .resideInAPackage(in("decision"))
        .should()
        .callMethodWhere(new ClockOrChance())
        .as("decision takes time and ids from outside");
  }

  private ArchRule sees(String name, String... hidden) {
    return noClasses()
        .that()
        .resideInAPackage(in(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(Stream.of(hidden).map(this::in).toArray(String[]::new))
        .as(name + " does not see " + String.join(", ", hidden));
  }

  private ArchRule nothingDependsOnApi() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in("api"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(in("api"))
        .as("nothing depends on api");
  }

  private ArchRule contractsOnlyAtTheRim() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(in("intake"), in("outcome"), in("reconcile"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CONTRACTS)
        .as("contract records appear only in intake, outcome and reconcile");
  }
}
