package io.quartermaster.membership;

import io.quartermaster.testkit.FlowArchitecture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MembershipArchTest {

  @TestFactory
  Stream<DynamicTest> readsAsAFlow() {
    return FlowArchitecture.of("io.quartermaster.membership").tests();
  }
}
