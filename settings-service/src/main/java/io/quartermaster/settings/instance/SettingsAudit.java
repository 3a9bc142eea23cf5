package io.quartermaster.settings.instance;

import io.quartermaster.settings.audit.AuditAction;
import io.quartermaster.settings.audit.AuditScope;
import io.quartermaster.settings.audit.AuditedChange;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the audit entries of a save and a disconnect. */
final class SettingsAudit {

  private SettingsAudit() {}

  static AuditedChange of(
      String instanceUid, @Nullable InstanceSettings before, InstanceSettings after) {
    return new AuditedChange(
        after.changedBy(),
        AuditAction.SETTINGS_SAVED,
        AuditScope.instance(instanceUid),
        before == null ? null : fields(before),
        fields(after),
        after.changedAt());
  }

  static AuditedChange ofDisconnect(
      String instanceUid,
      InstanceSettings before,
      InstanceSettings after,
      boolean deleteIamResources) {
    return new AuditedChange(
        after.changedBy(),
        AuditAction.SETTINGS_DISCONNECTED,
        AuditScope.instance(instanceUid),
        fields(before),
        Map.of("delete_iam_resources", deleteIamResources, "revision", after.revision()),
        after.changedAt());
  }

  private static Map<String, ?> fields(InstanceSettings settings) {
    return Map.of(
        "role_arn",
        settings.roleArn().toString(),
        "availability",
        settings.availability().name().toLowerCase(Locale.ROOT),
        "auto_review_enabled",
        settings.autoReviewEnabled(),
        "gateway_environment",
        settings.gatewayEnvironment().name().toLowerCase(Locale.ROOT),
        "revision",
        settings.revision());
  }
}
