package io.quartermaster.settings;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.settings.request.LimitedPerCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Singleton;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "io.quartermaster.settings",
    importOptions = ImportOption.DoNotIncludeTests.class)
class SettingsArchTest {

  /** The packages that speak HTTP, tokens, sockets or the outbox throughout. */
  private static final DescribedPredicate<JavaClass> TECHNICAL_PACKAGES =
      resideInAnyPackage(
          "io.quartermaster.settings",
          "io.quartermaster.settings.authentication..",
          "io.quartermaster.settings.idempotency..",
          "io.quartermaster.settings.openapi..",
          "io.quartermaster.settings.problem..",
          "io.quartermaster.settings.publication..",
          "io.quartermaster.settings.request..");

  /** Representations in HTTP and SQL, and the few classes between a bean and a decision. */
  private static final Pattern SHELL =
      Pattern.compile(".*(Body|Document|Row|Rows)" + "|Check|ConfiguredIdentity|JsonColumns");

  /**
   * By shape, so that a new class is covered: every class of a feature that is neither a bean nor a
   * resource, an entity or another part of the shell.
   */
  private static final DescribedPredicate<JavaClass> DECISIONS =
      not(TECHNICAL_PACKAGES)
          .and(describe("are not beans", type -> !isBean(topLevel(type))))
          .and(
              describe(
                  "are not part of the shell",
                  type -> !SHELL.matcher(topLevel(type).getSimpleName()).matches()))
          .as("are decisions");

  private static JavaClass topLevel(JavaClass type) {
    return type.getEnclosingClass().map(SettingsArchTest::topLevel).orElse(type);
  }

  private static boolean isBean(JavaClass type) {
    return type.isAnnotatedWith(Path.class)
        || type.isAnnotatedWith(ApplicationScoped.class)
        || type.isAnnotatedWith(RequestScoped.class)
        || type.isAnnotatedWith(Singleton.class);
  }

  @ArchTest
  static final ArchRule DECISIONS_ARE_PURE =
      noClasses()
          .that(DECISIONS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta..",
              "io.quarkus..",
              "io.smallrye..",
              "org.hibernate..",
              "org.apache.kafka..",
              "java.sql..",
              "java.net.http..",
              "io.quartermaster.messaging..",
              "io.quartermaster.settings.publication..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .callMethod(Instant.class, "now");

  @ArchTest
  static void decisionsIncludeTheKnownOnes(JavaClasses all) {
    assertThat(all.that(DECISIONS))
        .extracting(JavaClass::getSimpleName)
        .contains(
            "InstanceSettings", "EffectiveAvailability", "ScopeChoice", "Setup", "OwnedGroups");
  }

  /** An impure decision, which the rule has to find. */
  record ImpureDecision(Instant at) {
    static ImpureDecision now() {
      return new ImpureDecision(Instant.now());
    }
  }

  @Test
  void anImpureDecisionBreaksTheRule() {
    JavaClasses impure = new ClassFileImporter().importClasses(ImpureDecision.class);

    assertThatThrownBy(() -> DECISIONS_ARE_PURE.check(impure))
        .hasMessageContaining("Instant.now()");
  }

  @ArchTest
  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices().matching("io.quartermaster.settings.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_PUBLISHER_USES_THE_OUTBOX =
      noClasses()
          .that()
          .resideOutsideOfPackage("..publication..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.quartermaster.messaging.outbox..");

  @ArchTest
  static final ArchRule ONLY_THE_AUDIT_TRAIL_USES_THE_CHAIN =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.quartermaster.settings.audit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.quartermaster.audit..");

  @ArchTest
  static final ArchRule ONLY_THE_INTAKE_READS_OUTCOME_EVENTS =
      noClasses()
          .that()
          .doNotHaveSimpleName("StepOutcome")
          .and()
          .doNotHaveSimpleName("OutcomeEventsConsumer")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(OutcomeEvent.class);

  @ArchTest
  static final ArchRule ONLY_HANDLERS_CREATE_SETTINGS_EVENTS =
      noClasses()
          .that()
          .doNotHaveSimpleName("SettingsEvents")
          .and()
          .doNotHaveSimpleName("SettingsHandler")
          .and()
          .doNotHaveSimpleName("ChangeScopeHandler")
          .and()
          .doNotHaveSimpleName("VerifyHandler")
          .and()
          .resideOutsideOfPackage("..publication..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(SettingsEvent.class);

  @ArchTest
  static final ArchRule ONLY_TWO_CLASSES_CALL_GITLAB =
      noClasses()
          .that()
          .doNotHaveSimpleName("GitLabNamespaces")
          .and()
          .doNotHaveSimpleName("GitLabOwners")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quartermaster.gitlab.project..", "io.quartermaster.gitlab.http..");

  @ArchTest
  static final ArchRule RESOURCES_LIMIT_THEIR_CALLERS =
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .should()
          .beAnnotatedWith(LimitedPerCaller.class);

  @ArchTest
  static final ArchRule ROWS_STAY_IN_THEIR_FEATURE =
      classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();
}
