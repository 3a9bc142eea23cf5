package io.quartermaster.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private static final Set<String> IMPURE_METHODS =
      Set.of("now", "randomUUID", "random", "currentTimeMillis", "nanoTime", "getenv");

  private static final String CONTRACTS = "io.quartermaster.contracts..";

  private final String root;
  private final Map<String, String> librariesByPackage;

  private FlowArchitecture(String root, Map<String, String> librariesByPackage) {
    this.root = root;
    this.librariesByPackage = Map.copyOf(librariesByPackage);
  }

  public static FlowArchitecture of(String rootPackage) {
    return new FlowArchitecture(rootPackage, Map.of());
  }

  /**
   * The same rules, except that one package of the decisions also sees a library that is pure.
   *
   * @param name of the package below the root, for example {@code decision.policy}
   * @param library as a package, for example {@code com.fasterxml.jackson..}
   */
  public FlowArchitecture withLibrary(String name, String library) {
    Map<String, String> libraries = new HashMap<>(librariesByPackage);
    libraries.put(name, library);
    return new FlowArchitecture(root, libraries);
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
    librariesByPackage.forEach((name, library) -> rules.add(isPlainJavaAnd(name, library)));
    rules.add(decisionTakesTimeAndIdsFromOutside());
    rules.add(sees("intake", "effect", "outcome", "reconcile"));
    rules.add(sees("effect", "intake", "outcome", "reconcile", "store"));
    rules.add(sees("outcome", "intake", "effect", "reconcile", "store"));
    rules.add(sees("store", "intake", "effect", "outcome", "reconcile"));
    rules.add(everyClassIsPartOfTheFlow());
    rules.add(contractsOnlyAtTheRim());
    rules.add(slices().matching(root + ".(*)..").should().beFreeOfCycles());
    return rules;
  }

  private String in(String name) {
    return root + "." + name + "..";
  }

  /** A rule about an empty package could not fail. */
  private ArchRule nonEmpty(String name) {
    return classes()
        .that()
        .resideInAPackage(in(name))
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .onlyDependOnClassesThat(alwaysTrue())
        .as("package " + name + " has classes")
        .allowEmptyShould(false);
  }

  private ArchRule decisionIsPlainJava() {
    String[] others = librariesByPackage.keySet().stream().map(this::in).toArray(String[]::new);
    return onlySees(
            resideInAPackage(in("decision")).and(not(resideInAnyPackage(others))),
            resideInAnyPackage(
                "java..", "org.jspecify.annotations..", "io.quartermaster.aws..", in("decision")))
        .as("decision sees only Java's own values and its own types, and nothing that reaches out");
  }

  private ArchRule isPlainJavaAnd(String name, String library) {
    return onlySees(
            resideInAPackage(in(name)),
            resideInAnyPackage(
                "java..",
                "org.jspecify.annotations..",
                "io.quartermaster.aws..",
                in("decision"),
                library))
        .as(name + " sees " + library + " besides what a decision sees")
        .allowEmptyShould(false);
  }

  private static ArchRule onlySees(
      DescribedPredicate<JavaClass> seeing, DescribedPredicate<JavaClass> seen) {
    return classes()
        .that(seeing)
        .should()
        .onlyDependOnClassesThat(seen.or(nameMatching(STEP_FAILURE)))
        .andShould()
        .onlyDependOnClassesThat(
            not(
                resideInAnyPackage(
                    "java.io..", "java.nio.file..", "java.net.http..", "java.sql..")));
  }

  private ArchRule decisionTakesTimeAndIdsFromOutside() {
    return noClasses()
        .that()
        .resideInAPackage(in("decision"))
        .should()
        .callMethodWhere(
            describe(
                "the result depends on time, chance or the environment",
                call ->
                    call.getTargetOwner().getPackageName().startsWith("java.")
                        && IMPURE_METHODS.contains(call.getTarget().getName())))
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

  /** Code elsewhere would be subject to none of these rules. */
  private ArchRule everyClassIsPartOfTheFlow() {
    return classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(Stream.of(root), PACKAGES.stream().map(this::in)).toArray(String[]::new))
        .as("classes are in the root package or in a package of the flow");
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
