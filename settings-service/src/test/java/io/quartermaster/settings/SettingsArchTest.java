package io.quartermaster.settings;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.SettingsEvent;
import jakarta.persistence.Entity;

@AnalyzeClasses(
    packages = "io.quartermaster.settings",
    importOptions = ImportOption.DoNotIncludeTests.class)
class SettingsArchTest {

  private static final String[] DECISIONS = {
    "InstanceSettings",
    "SettingsDecision",
    "SaveSettings",
    "StepProgress",
    "StepOutcome",
    "Setup",
    "InstanceIdentity",
    "GitLabChecks",
    "AddressChecks",
    "ConnectorChecks",
    "AwsCheck",
    "CheckResult",
    "EffectiveAvailability",
    "ScopeChoice",
    "ScopeState",
    "ScopeDecision",
    "ChangeScope",
    "ScopeEvents",
    "ScopeAudit",
    "OwnedGroups",
    "Lineage",
    "ScopeRef",
    "AuditedChange",
    "SettingsAudit"
  };

  @ArchTest
  static void theNamedPackagesAndDecisionsAreThere(JavaClasses all) {
    for (String feature :
        new String[] {
          "identity",
          "instance",
          "setup",
          "prerequisite",
          "publication",
          "problem",
          "request",
          "access",
          "place",
          "owner",
          "scope",
          "audit",
          "verification",
          "description"
        }) {
      assertThat(all.that(resideInAPackage("io.quartermaster.settings." + feature)))
          .as(feature)
          .isNotEmpty();
    }
    for (String decision : DECISIONS) {
      assertThat(all.that(simpleName(decision))).as(decision).hasSize(1);
    }
  }

  @ArchTest
  static void decisionsArePure(JavaClasses all) {
    for (String decision : DECISIONS) {
      noClasses()
          .that(simpleName(decision))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta..",
              "io.quarkus..",
              "io.smallrye..",
              "org.hibernate..",
              "org.apache.kafka..",
              "io.quartermaster.messaging..",
              "io.quartermaster.settings.publication..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .check(all);
    }
  }

  @ArchTest
  static final ArchRule FEATURES_DO_NOT_GO_ROUND =
      slices().matching("io.quartermaster.settings.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_PUBLISHER_KNOWS_THE_OUTBOX =
      noClasses()
          .that()
          .resideOutsideOfPackage("..publication..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.quartermaster.messaging.outbox..");

  @ArchTest
  static final ArchRule ONLY_THE_TRAIL_KNOWS_THE_CHAIN =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.quartermaster.settings.audit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.quartermaster.audit..");

  @ArchTest
  static final ArchRule OUTCOME_EVENTS_ARE_READ_IN_ONE_PLACE =
      noClasses()
          .that()
          .doNotHaveSimpleName("StepOutcome")
          .and()
          .doNotHaveSimpleName("OutcomeEventsConsumer")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(OutcomeEvent.class);

  @ArchTest
  static final ArchRule SETTINGS_EVENTS_ARE_MADE_IN_ONE_PLACE =
      noClasses()
          .that()
          .doNotHaveSimpleName("SettingsEvents")
          .and()
          .doNotHaveSimpleName("SaveSettingsHandler")
          .and()
          .doNotHaveSimpleName("ScopeEvents")
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
  static final ArchRule GITLAB_IS_ASKED_IN_TWO_PLACES =
      noClasses()
          .that()
          .doNotHaveSimpleName("GitLabPlaces")
          .and()
          .doNotHaveSimpleName("GitLabOwners")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quartermaster.gitlab.project..", "io.quartermaster.gitlab.http..");

  @ArchTest
  static final ArchRule ROWS_STAY_IN_THEIR_FEATURE =
      classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();
}
