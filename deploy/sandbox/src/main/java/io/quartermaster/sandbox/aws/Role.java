package io.quartermaster.sandbox.aws;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A role with everything that hangs on it.
 *
 * @param inlinePolicies documents by policy name
 * @param attachedPolicies ARNs in the order of attaching
 */
record Role(
    String name,
    String path,
    String id,
    String arn,
    Instant createdAt,
    String trustPolicy,
    @Nullable String description,
    int maxSessionDuration,
    @Nullable String permissionsBoundary,
    List<Tag> tags,
    SortedMap<String, String> inlinePolicies,
    List<String> attachedPolicies) {

  Role {
    tags = List.copyOf(tags);
    inlinePolicies = Collections.unmodifiableSortedMap(new TreeMap<>(inlinePolicies));
    attachedPolicies = List.copyOf(attachedPolicies);
  }

  boolean serviceLinked() {
    return path.startsWith("/aws-service-role/");
  }

  Role withTrustPolicy(String next) {
    return new Role(
        name,
        path,
        id,
        arn,
        createdAt,
        next,
        description,
        maxSessionDuration,
        permissionsBoundary,
        tags,
        inlinePolicies,
        attachedPolicies);
  }

  Role withSettings(@Nullable String nextDescription, int nextDuration) {
    return new Role(
        name,
        path,
        id,
        arn,
        createdAt,
        trustPolicy,
        nextDescription,
        nextDuration,
        permissionsBoundary,
        tags,
        inlinePolicies,
        attachedPolicies);
  }

  Role withBoundary(@Nullable String next) {
    return new Role(
        name,
        path,
        id,
        arn,
        createdAt,
        trustPolicy,
        description,
        maxSessionDuration,
        next,
        tags,
        inlinePolicies,
        attachedPolicies);
  }

  Role withTags(List<Tag> next) {
    return new Role(
        name,
        path,
        id,
        arn,
        createdAt,
        trustPolicy,
        description,
        maxSessionDuration,
        permissionsBoundary,
        next,
        inlinePolicies,
        attachedPolicies);
  }

  Role withInlinePolicies(SortedMap<String, String> next) {
    return new Role(
        name,
        path,
        id,
        arn,
        createdAt,
        trustPolicy,
        description,
        maxSessionDuration,
        permissionsBoundary,
        tags,
        next,
        attachedPolicies);
  }

  Role withAttachedPolicies(List<String> next) {
    return new Role(
        name,
        path,
        id,
        arn,
        createdAt,
        trustPolicy,
        description,
        maxSessionDuration,
        permissionsBoundary,
        tags,
        inlinePolicies,
        next);
  }
}
