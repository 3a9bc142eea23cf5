package io.quartermaster.sandbox.aws;

import io.quartermaster.sandbox.policy.AwsManagedPolicies;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A managed policy with its one version. */
record ManagedPolicy(
    String arn,
    String name,
    String path,
    String id,
    String document,
    @Nullable String description,
    List<Tag> tags,
    Instant createdAt) {

  ManagedPolicy {
    // A state file of an earlier version has no tags.
    tags = tags == null ? List.of() : List.copyOf(tags);
  }

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
        arn,
        name,
        "/",
        "ANPASANDBOXPOLICY" + name.length(),
        document,
        null,
        List.of(),
        FIRST_VERSION);
  }
}
