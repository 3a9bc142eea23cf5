package io.quartermaster.iamprovisioner.effect.aws;

import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.AddAudience;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.AttachPolicy;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.CreateProvider;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.CreateRole;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DeletePolicy;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DeleteProvider;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DeleteRole;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DetachPolicy;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.PutBoundary;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.PutPolicy;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.RemoveAudience;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.RemoveFromInstanceProfile;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.TagProvider;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.TagRole;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.UpdateSession;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.UpdateTrust;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** Turns each step into its one call. */
@ApplicationScoped
class AwsAccessWriter {
  private final AwsCalls calls;

  AwsAccessWriter(AwsCalls calls) {
    this.calls = calls;
  }

  void apply(IamClient iam, AccessStep step) {
    switch (step) {
      case CreateProvider create -> createProvider(iam, create);
      case TagProvider tag -> tagProvider(iam, tag);
      case AddAudience add -> addAudience(iam, add);
      case RemoveAudience remove -> removeAudience(iam, remove);
      case DeleteProvider delete -> deleteProvider(iam, delete);
      case CreateRole create -> createRole(iam, create);
      case TagRole tag -> tagRole(iam, tag);
      case UpdateTrust update -> updateTrust(iam, update);
      case UpdateSession update -> updateSession(iam, update);
      case PutBoundary put -> putBoundary(iam, put);
      case PutPolicy put -> putPolicy(iam, put);
      case AttachPolicy attach -> attachPolicy(iam, attach);
      case DeletePolicy delete -> deletePolicy(iam, delete);
      case DetachPolicy detach -> detachPolicy(iam, detach);
      case RemoveFromInstanceProfile remove -> removeFromProfile(iam, remove);
      case DeleteRole delete -> deleteRole(iam, delete);
    }
  }

  private void createProvider(IamClient iam, CreateProvider create) {
    calls.call(
        AwsAction.CREATE_PROVIDER,
        () ->
            iam.createOpenIDConnectProvider(
                ask ->
                    ask.url(create.url().toString())
                        .clientIDList(create.audience())
                        .tags(tags(create.tags()))));
  }

  private void createRole(IamClient iam, CreateRole create) {
    calls.call(
        AwsAction.CREATE_ROLE,
        () ->
            iam.createRole(
                ask ->
                    ask.roleName(create.role().name())
                        .path(create.role().path())
                        .assumeRolePolicyDocument(create.content().trustDocument())
                        .description(create.content().description())
                        .maxSessionDuration(create.content().sessionSeconds())
                        .permissionsBoundary(create.content().boundaryArn())
                        .tags(tags(create.content().tags()))));
  }

  private void updateSession(IamClient iam, UpdateSession update) {
    calls.call(
        AwsAction.UPDATE_ROLE,
        () ->
            iam.updateRole(
                ask ->
                    ask.roleName(update.roleName())
                        .description(update.description())
                        .maxSessionDuration(update.sessionSeconds())));
  }

  private void tagProvider(IamClient iam, TagProvider tag) {
    calls.call(
        AwsAction.TAG_PROVIDER,
        () ->
            iam.tagOpenIDConnectProvider(
                ask -> ask.openIDConnectProviderArn(tag.providerArn()).tags(tags(tag.tags()))));
  }

  private void addAudience(IamClient iam, AddAudience add) {
    calls.call(
        AwsAction.ADD_AUDIENCE,
        () ->
            iam.addClientIDToOpenIDConnectProvider(
                ask -> ask.openIDConnectProviderArn(add.providerArn()).clientID(add.audience())));
  }

  private void removeAudience(IamClient iam, RemoveAudience remove) {
    calls.call(
        AwsAction.REMOVE_AUDIENCE,
        () ->
            iam.removeClientIDFromOpenIDConnectProvider(
                ask ->
                    ask.openIDConnectProviderArn(remove.providerArn())
                        .clientID(remove.audience())));
  }

  private void deleteProvider(IamClient iam, DeleteProvider delete) {
    calls.call(
        AwsAction.DELETE_PROVIDER,
        () ->
            iam.deleteOpenIDConnectProvider(
                ask -> ask.openIDConnectProviderArn(delete.providerArn())));
  }

  private void tagRole(IamClient iam, TagRole tag) {
    calls.call(
        AwsAction.TAG_ROLE,
        () -> iam.tagRole(ask -> ask.roleName(tag.roleName()).tags(tags(tag.tags()))));
  }

  private void updateTrust(IamClient iam, UpdateTrust update) {
    calls.call(
        AwsAction.UPDATE_TRUST,
        () ->
            iam.updateAssumeRolePolicy(
                ask -> ask.roleName(update.roleName()).policyDocument(update.trustDocument())));
  }

  private void putBoundary(IamClient iam, PutBoundary put) {
    calls.call(
        AwsAction.PUT_BOUNDARY,
        () ->
            iam.putRolePermissionsBoundary(
                ask -> ask.roleName(put.roleName()).permissionsBoundary(put.boundaryArn())));
  }

  private void putPolicy(IamClient iam, PutPolicy put) {
    calls.call(
        AwsAction.PUT_POLICY,
        () ->
            iam.putRolePolicy(
                ask ->
                    ask.roleName(put.roleName())
                        .policyName(put.policyName())
                        .policyDocument(put.document())));
  }

  private void attachPolicy(IamClient iam, AttachPolicy attach) {
    calls.call(
        AwsAction.ATTACH_POLICY,
        () ->
            iam.attachRolePolicy(
                ask -> ask.roleName(attach.roleName()).policyArn(attach.policyArn())));
  }

  private void deletePolicy(IamClient iam, DeletePolicy delete) {
    calls.call(
        AwsAction.DELETE_POLICY,
        () ->
            iam.deleteRolePolicy(
                ask -> ask.roleName(delete.roleName()).policyName(delete.policyName())));
  }

  private void detachPolicy(IamClient iam, DetachPolicy detach) {
    calls.call(
        AwsAction.DETACH_POLICY,
        () ->
            iam.detachRolePolicy(
                ask -> ask.roleName(detach.roleName()).policyArn(detach.policyArn())));
  }

  private void removeFromProfile(IamClient iam, RemoveFromInstanceProfile remove) {
    calls.call(
        AwsAction.REMOVE_FROM_INSTANCE_PROFILE,
        () ->
            iam.removeRoleFromInstanceProfile(
                ask -> ask.roleName(remove.roleName()).instanceProfileName(remove.profileName())));
  }

  private void deleteRole(IamClient iam, DeleteRole delete) {
    calls.call(AwsAction.DELETE_ROLE, () -> iam.deleteRole(ask -> ask.roleName(delete.roleName())));
  }

  private static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
