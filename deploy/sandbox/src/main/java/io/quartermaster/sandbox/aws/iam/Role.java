package io.quartermaster.sandbox.aws.iam;

import io.quartermaster.sandbox.aws.protocol.Tag;
import io.quartermaster.sandbox.aws.protocol.Xml;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A role with its policies.
 *
 * @param trust the trust policy
 * @param duration the longest session in seconds
 * @param boundary the ARN of the permissions boundary
 * @param inline documents by policy name
 * @param attached ARNs in the order of attaching
 */
record Role(
    Identity identity,
    String trust,
    @Nullable String description,
    int duration,
    @Nullable String boundary,
    List<Tag> tags,
    SortedMap<String, String> inline,
    List<String> attached) {

  static final String SERVICE_LINKED = "/aws-service-role/";
  static final String IDENTITY_CENTER = "/aws-reserved/";

  /** What never changes. */
  record Identity(String name, String path, String id, String arn, Instant createdAt) {}

  Role {
    tags = List.copyOf(tags);
    inline = Collections.unmodifiableSortedMap(new TreeMap<>(inline));
    attached = List.copyOf(attached);
  }

  String name() {
    return identity.name();
  }

  String arn() {
    return identity.arn();
  }

  String path() {
    return identity.path();
  }

  boolean reserved() {
    return path().startsWith(SERVICE_LINKED) || path().startsWith(IDENTITY_CENTER);
  }

  Role withTrust(String next) {
    return new Role(identity, next, description, duration, boundary, tags, inline, attached);
  }

  Role with(@Nullable String nextDescription, int nextDuration) {
    return new Role(
        identity, trust, nextDescription, nextDuration, boundary, tags, inline, attached);
  }

  Role withBoundary(@Nullable String next) {
    return new Role(identity, trust, description, duration, next, tags, inline, attached);
  }

  Role withTags(List<Tag> next) {
    return new Role(identity, trust, description, duration, boundary, next, inline, attached);
  }

  Role withInline(SortedMap<String, String> next) {
    return new Role(identity, trust, description, duration, boundary, tags, next, attached);
  }

  Role withAttached(List<String> next) {
    return new Role(identity, trust, description, duration, boundary, tags, inline, next);
  }

  /** Writes the members that a role has in lists. */
  void writeSummary(Xml xml) {
    xml.text("Path", path())
        .text("RoleName", name())
        .text("RoleId", identity.id())
        .text("Arn", arn())
        .text("CreateDate", identity.createdAt())
        .document("AssumeRolePolicyDocument", trust)
        .text("Description", description)
        .text("MaxSessionDuration", duration);
  }

  /** Writes all members. */
  void write(Xml xml) {
    writeSummary(xml);
    if (boundary != null) {
      xml.element(
          "PermissionsBoundary",
          limit ->
              limit
                  .text("PermissionsBoundaryType", "Policy")
                  .text("PermissionsBoundaryArn", boundary));
    }
    if (!tags.isEmpty()) {
      xml.tags(tags);
    }
    xml.element("RoleLastUsed", never -> {});
  }
}
