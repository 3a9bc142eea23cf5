package io.quartermaster.iamprovisioner.reconcile;

import static io.quartermaster.iamprovisioner.AwsAccount.DENY_S3;
import static io.quartermaster.iamprovisioner.AwsAccount.POLICY;
import static io.quartermaster.iamprovisioner.AwsAccount.READ_ONLY;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.INLINE;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.MANAGED;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.ADOPT;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.MANAGE;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.quartermaster.iamprovisioner.decision.AccessRules;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.plan.DriftKind;
import io.quartermaster.iamprovisioner.decision.plan.Mode;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import software.amazon.awssdk.services.iam.IamClient;

/** Changes that people make to access in AWS, with the drift and the repair of each. */
final class BrokenAccess {
  private static final DesiredAccess DESIRED = aDesiredAccess();
  private static final String ROLE = DESIRED.role().name();
  private static final AccessRules PLAIN = AccessRules.of(INLINE);
  private static final AccessRules BOUNDED =
      new AccessRules(INLINE, "ours", READ_ONLY, false, Map.of());
  private static final AccessRules GRANTED = AccessRules.of(new Grant.Managed());
  private static final AccessRules EXCLUSIVE = new AccessRules(INLINE, null, null, true, Map.of());

  record Row(
      AccessRules rules, Mode mode, Consumer<IamClient> deed, DriftKind kind, String write) {}

  private BrokenAccess() {}

  static Stream<Arguments> rows() {
    return Stream.of(toTheProvider(), toTheRole(), toItsPermissions()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> toTheProvider() {
    String provider = DESIRED.providerArn();
    return Stream.of(
        row(
            "audience removed",
            PLAIN,
            MANAGE,
            p ->
                p.removeClientIDFromOpenIDConnectProvider(
                    ask -> ask.openIDConnectProviderArn(provider).clientID(DESIRED.audience())),
            DriftKind.PROVIDER_AUDIENCE,
            "AddClientIDToOpenIDConnectProvider"),
        row(
            "audience added",
            EXCLUSIVE,
            MANAGE,
            p ->
                p.addClientIDToOpenIDConnectProvider(
                    ask -> ask.openIDConnectProviderArn(provider).clientID("foreign")),
            DriftKind.PROVIDER_OTHER_AUDIENCE,
            "RemoveClientIDFromOpenIDConnectProvider"),
        row(
            "provider untagged",
            PLAIN,
            ADOPT,
            p ->
                p.untagOpenIDConnectProvider(
                    ask ->
                        ask.openIDConnectProviderArn(provider).tagKeys("quartermaster:instance")),
            DriftKind.PROVIDER_OWNER,
            "TagOpenIDConnectProvider"),
        row(
            "role untagged",
            PLAIN,
            ADOPT,
            p -> p.untagRole(ask -> ask.roleName(ROLE).tagKeys("quartermaster:instance")),
            DriftKind.ROLE_OWNER,
            "TagRole"),
        row(
            "old condition key",
            PLAIN,
            MANAGE,
            p ->
                p.updateAssumeRolePolicy(
                    ask ->
                        ask.roleName(ROLE)
                            .policyDocument(DESIRED.trustDocument().replace(":aud\"", "\""))),
            DriftKind.ROLE_TRUST_POLICY,
            "UpdateAssumeRolePolicy"));
  }

  private static Stream<Arguments> toTheRole() {
    return Stream.of(
        row(
            "another trusted as well",
            PLAIN,
            MANAGE,
            p ->
                p.updateAssumeRolePolicy(
                    ask ->
                        ask.roleName(ROLE)
                            .policyDocument(
                                DESIRED
                                    .trustDocument()
                                    .replace(
                                        "}]}",
                                        """
                    },{"Effect":"Allow","Action":"sts:AssumeRole",\
                    "Principal":{"Service":"ec2.amazonaws.com"}}]}"""))),
            DriftKind.ROLE_TRUST_POLICY,
            "UpdateAssumeRolePolicy"),
        row(
            "one hour",
            PLAIN,
            MANAGE,
            p -> p.updateRole(ask -> ask.roleName(ROLE).description(DESIRED.description())),
            DriftKind.ROLE_SESSION,
            "UpdateRole"),
        row(
            "description",
            PLAIN,
            MANAGE,
            p ->
                p.updateRole(
                    ask -> ask.roleName(ROLE).description("mine").maxSessionDuration(43_200)),
            DriftKind.ROLE_DESCRIPTION,
            "UpdateRole"),
        row(
            "boundary removed",
            BOUNDED,
            MANAGE,
            p -> p.deleteRolePermissionsBoundary(ask -> ask.roleName(ROLE)),
            DriftKind.ROLE_BOUNDARY,
            "PutRolePermissionsBoundary"),
        row(
            "policy removed",
            PLAIN,
            MANAGE,
            p -> p.deleteRolePolicy(ask -> ask.roleName(ROLE).policyName(POLICY)),
            DriftKind.ROLE_INLINE_POLICY,
            "PutRolePolicy"));
  }

  private static Stream<Arguments> toItsPermissions() {
    String provider = DESIRED.providerArn();
    return Stream.of(
        row(
            "policy changed",
            PLAIN,
            MANAGE,
            p ->
                p.putRolePolicy(
                    ask -> ask.roleName(ROLE).policyName(POLICY).policyDocument(DENY_S3)),
            DriftKind.ROLE_INLINE_POLICY,
            "PutRolePolicy"),
        row(
            "managed policy detached",
            GRANTED,
            MANAGE,
            p -> p.detachRolePolicy(ask -> ask.roleName(ROLE).policyArn(MANAGED)),
            DriftKind.ROLE_MANAGED_POLICY,
            "AttachRolePolicy"),
        row(
            "inline policy added",
            EXCLUSIVE,
            MANAGE,
            p ->
                p.putRolePolicy(
                    ask -> ask.roleName(ROLE).policyName("foreign").policyDocument(DENY_S3)),
            DriftKind.ROLE_OTHER_INLINE_POLICY,
            "DeleteRolePolicy"),
        row(
            "managed policy attached",
            EXCLUSIVE,
            MANAGE,
            p -> p.attachRolePolicy(ask -> ask.roleName(ROLE).policyArn(READ_ONLY)),
            DriftKind.ROLE_OTHER_ATTACHED_POLICY,
            "DetachRolePolicy"),
        row(
            "provider deleted",
            PLAIN,
            MANAGE,
            p -> p.deleteOpenIDConnectProvider(ask -> ask.openIDConnectProviderArn(provider)),
            DriftKind.PROVIDER,
            "CreateOpenIDConnectProvider"));
  }

  private static Arguments row(
      String name,
      AccessRules rules,
      Mode mode,
      Consumer<IamClient> deed,
      DriftKind kind,
      String write) {
    return argumentSet(name, new Row(rules, mode, deed, kind, write));
  }
}
