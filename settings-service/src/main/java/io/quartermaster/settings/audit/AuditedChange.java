package io.quartermaster.settings.audit;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change to audit.
 *
 * @param by the subject of the caller's token
 * @param scopeId the GitLab id, or the uid of the instance
 * @param scopePath the full path at the time of the change; null for the instance
 * @param before the previous API fields by their JSON names; null when there were none. Strings,
 *     numbers and booleans; never a secret: every administrator can read it, and it is never
 *     deleted
 * @param after the new API fields
 */
public record AuditedChange(
    String by,
    AuditAction action,
    ScopeKind scope,
    String scopeId,
    @Nullable String scopePath,
    @Nullable Map<String, ?> before,
    Map<String, ?> after,
    Instant at) {}
