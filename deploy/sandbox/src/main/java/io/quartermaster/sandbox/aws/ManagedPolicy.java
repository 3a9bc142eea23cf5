package io.quartermaster.sandbox.aws;

import io.quartermaster.sandbox.policy.AwsManagedPolicies;
import java.time.Instant;
import java.util.List;

/** A managed policy with its one version. */
record ManagedPolicy(
    String arn, String name, String path, String id, String document, Instant createdAt) {

  private static final Instant FIRST_VERSION = Instant.parse("2025-04-16T00:00:00Z");

  /** The AWS managed policies that the sandbox knows. */
  static List<ManagedPolicy> ofAws() {
    return AwsManagedPolicies.documents().entrySet().stream()
        .map(entry -> ofAws(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static ManagedPolicy ofAws(String arn, String document) {
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return new ManagedPolicy(
        arn, name, "/", "ANPASANDBOXPOLICY" + name.length(), document, FIRST_VERSION);
  }
}
