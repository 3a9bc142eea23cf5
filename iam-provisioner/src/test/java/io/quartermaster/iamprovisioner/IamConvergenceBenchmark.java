package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.AwsAccount.POLICY;
import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * How long it takes from an event on the topic to converged access on a quiet sandbox, beside the
 * same writes made directly. Run by deploy/benchmark/iam-convergence; no build runs it, and nothing
 * in it depends on the speed of the machine.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class IamConvergenceBenchmark {
  private static final int ROUNDS = Integer.getInteger("quartermaster.benchmark.rounds", 50);
  private static final int WARM_UP = 20;

  TestTopics topics;
  AwsAccount aws;

  @BeforeEach
  void calm() {
    aws.calm();
  }

  @Test
  void fromEventToConverged() throws IOException {
    List<Duration> converged = new ArrayList<>();
    List<Duration> direct = new ArrayList<>();
    IamClient person = aws.person();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      SavedArn arn = anArnSaved();
      Duration ours = converge(arn);
      Duration reference = writeDirectly(person, anArnSaved());
      person.deleteRolePolicy(ask -> ask.roleName(arn.roleName()).policyName(POLICY));
      person.deleteRole(ask -> ask.roleName(arn.roleName()));
      person.deleteOpenIDConnectProvider(ask -> ask.openIDConnectProviderArn(arn.providerArn()));
      if (round >= WARM_UP) {
        converged.add(ours);
        direct.add(reference);
      }
    }
    Files.writeString(
        Path.of("target", "iam-convergence.txt"),
        line("event to converged", converged) + line("the three writes alone", direct));
    assertThat(converged).hasSize(ROUNDS);
  }

  /** From before the event is sent to the moment that the outcome carries. */
  private Duration converge(SavedArn arn) {
    Instant began = Instant.now();
    topics.publish(arn.revision(1));
    return Duration.between(
        began, new Outcomes(topics, arn).awaitProvisioned(1).origin().occurredAt());
  }

  private static Duration writeDirectly(IamClient person, SavedArn arn) {
    String trust =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
        "Action":"sts:AssumeRoleWithWebIdentity","Principal":{"Federated":"%s"}}]}"""
            .formatted(arn.providerArn());
    long began = System.nanoTime();
    person.createOpenIDConnectProvider(
        ask -> ask.url(arn.providerUrl()).clientIDList(arn.audience()));
    person.createRole(ask -> ask.roleName(arn.roleName()).assumeRolePolicyDocument(trust));
    person.putRolePolicy(
        ask -> ask.roleName(arn.roleName()).policyName(POLICY).policyDocument(AwsAccount.DENY_S3));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    person.deleteRolePolicy(ask -> ask.roleName(arn.roleName()).policyName(POLICY));
    person.deleteRole(ask -> ask.roleName(arn.roleName()));
    person.deleteOpenIDConnectProvider(ask -> ask.openIDConnectProviderArn(arn.providerArn()));
    return took;
  }

  private static String line(String what, List<Duration> times) {
    List<Duration> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return "%-24s p50 %4d ms   p95 %4d ms   (%d rounds)%n"
        .formatted(
            what,
            sorted.get(sorted.size() / 2).toMillis(),
            sorted.get(sorted.size() * 95 / 100).toMillis(),
            sorted.size());
  }
}
