package io.quartermaster.iamprovisioner;

import io.quartermaster.testkit.FlowArchitecture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class IamProvisionerArchTest {

  @TestFactory
  Stream<DynamicTest> readsAsAFlow() {
    return FlowArchitecture.of("io.quartermaster.iamprovisioner")
        .withLibrary("decision.policy", "com.fasterxml.jackson..")
        .tests();
  }
}
