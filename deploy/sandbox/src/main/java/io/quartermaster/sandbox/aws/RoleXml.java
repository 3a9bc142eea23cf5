package io.quartermaster.sandbox.aws;

/** Roles and documents as IAM writes them. */
final class RoleXml {

  private RoleXml() {}

  /** The members that lists of roles have too. */
  static Xml summary(Xml xml, Role role) {
    return xml.text("Path", role.path())
        .text("RoleName", role.name())
        .text("RoleId", role.id())
        .text("Arn", role.arn())
        .text("CreateDate", role.createdAt())
        .text("AssumeRolePolicyDocument", PercentEncoding.of(role.trustPolicy()))
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
