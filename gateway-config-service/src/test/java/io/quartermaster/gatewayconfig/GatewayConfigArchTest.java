package io.quartermaster.gatewayconfig;

import io.quartermaster.testkit.FlowArchitecture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GatewayConfigArchTest {

  @TestFactory
  Stream<DynamicTest> readsAsAFlow() {
    return FlowArchitecture.of("io.quartermaster.gatewayconfig")
        .withLibrary("decision.node", "io.quartermaster.node..")
        .tests();
  }
}
