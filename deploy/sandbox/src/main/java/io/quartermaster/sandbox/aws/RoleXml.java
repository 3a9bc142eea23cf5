package io.quartermaster.sandbox.aws;

import java.nio.charset.StandardCharsets;

/** Roles and documents as IAM writes them. */
final class RoleXml {

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private RoleXml() {}

  /** Percent-encoding after RFC 3986: a blank is %20, never a plus. */
  static String encode(String document) {
    StringBuilder encoded = new StringBuilder(document.length() * 2);
    for (byte b : document.getBytes(StandardCharsets.UTF_8)) {
      if (UNRESERVED.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format("%%%02X", b & 0xFF));
      }
    }
    return encoded.toString();
  }

  /** The members that lists of roles have too. */
  static Xml summary(Xml xml, Role role) {
    return xml.text("Path", role.path())
        .text("RoleName", role.name())
        .text("RoleId", role.id())
        .text("Arn", role.arn())
        .text("CreateDate", role.createdAt())
        .text("AssumeRolePolicyDocument", encode(role.trustPolicy()))
        .text("Description", role.description())
        .text("MaxSessionDuration", role.maxSessionDuration());
  }

  static Xml whole(Xml xml, Role role) {
    summary(xml, role);
    if (role.permissionsBoundary() != null) {
      xml.element(
          "PermissionsBoundary",
          boundary ->
              boundary
                  .text("PermissionsBoundaryType", "Policy")
                  .text("PermissionsBoundaryArn", role.permissionsBoundary()));
    }
    if (!role.tags().isEmpty()) {
      xml.tags(role.tags());
    }
    return xml.element("RoleLastUsed", never -> {});
  }
}
