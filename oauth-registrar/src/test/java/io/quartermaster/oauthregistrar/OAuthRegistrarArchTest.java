package io.quartermaster.oauthregistrar;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.quartermaster.gitlab.application.ClientSecret;
import io.quartermaster.testkit.FlowArchitecture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OAuthRegistrarArchTest {

  private static final String ROOT = "io.quartermaster.oauthregistrar";

  @TestFactory
  Stream<DynamicTest> readsAsAFlow() {
    return FlowArchitecture.of(ROOT).tests();
  }

  @Test
  void onlyEffectDependsOnTheClientSecret() {
    JavaClasses service =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".effect..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ClientSecret.class)
        .check(service);
  }
}
