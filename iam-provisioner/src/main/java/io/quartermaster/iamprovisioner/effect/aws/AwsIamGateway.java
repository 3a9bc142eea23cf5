package io.quartermaster.iamprovisioner.effect.aws;

import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
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
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.Removal;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.RemoveAudience;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.RemoveFromInstanceProfile;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.TagProvider;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.TagRole;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.UpdateSession;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.UpdateTrust;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.effect.aws.AwsCalls.AwsCallFailedException;
import io.quartermaster.step.StepFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** The port on the AWS SDK: observes through {@link AwsAccessReader}, and makes one call a step. */
@ApplicationScoped
class AwsIamGateway implements IamGateway {
  private final AwsClients clients;
  private final AwsCalls calls;
  private final AwsAccessReader reader;

  AwsIamGateway(AwsClients clients, AwsCalls calls, AwsAccessReader reader) {
    this.clients = clients;
    this.calls = calls;
    this.reader = reader;
  }

  @Override
  @WithSpan("observe IAM access")
  public Observation observe(DesiredAccess desired) {
    try {
      return reader.observe(desired);
    } catch (AwsCallFailedException e) {
      return new Observation.Failed(AwsErrors.failure(e.action(), e.answer(), desired));
    }
  }

  @Override
  @WithSpan("apply IAM step")
  public StepResult apply(DesiredAccess desired, AccessStep step) {
    try {
      IamClient iam = clients.iam(desired.role().partition());
      if (step instanceof Removal removal) {
        remove(iam, removal);
      } else {
        write(iam, step);
      }
      return new StepResult.Applied();
    } catch (AwsCallFailedException e) {
      if (AwsErrors.isAlreadyExists(e.answer())) {
        return new StepResult.AlreadyExists();
      }
      if (AwsErrors.isNotFound(e.answer()) && step instanceof Removal) {
        return new StepResult.Applied();
      }
      StepFailure failure = AwsErrors.failure(e.action(), e.answer(), roleOf(step, desired));
      return new StepResult.Failed(failure);
    }
  }

  /** With the role of the step, so that the failure names that one. */
  private static DesiredAccess roleOf(AccessStep step, DesiredAccess desired) {
    return step instanceof AccessStep.RoleStep role
        ? desired.roleByRole().stream()
            .filter(each -> each.role().name().equals(role.roleName()))
            .findFirst()
            .orElse(desired)
        : desired;
  }

  private void write(IamClient iam, AccessStep step) {
    switch (step) {
      case CreateProvider(var url, var audience, var tags) ->
          calls.call(
              AwsAction.CREATE_PROVIDER,
              () ->
                  iam.createOpenIDConnectProvider(
                      it -> it.url(url.toString()).clientIDList(audience).tags(tags(tags))));
      case TagProvider(var arn, var tags) ->
          calls.call(
              AwsAction.TAG_PROVIDER,
              () ->
                  iam.tagOpenIDConnectProvider(
                      it -> it.openIDConnectProviderArn(arn).tags(tags(tags))));
      case AddAudience(var arn, var audience) ->
          calls.call(
              AwsAction.ADD_AUDIENCE,
              () ->
                  iam.addClientIDToOpenIDConnectProvider(
                      it -> it.openIDConnectProviderArn(arn).clientID(audience)));
      case CreateRole create -> createRole(iam, create);
      case TagRole(var role, var tags) ->
          calls.call(
              AwsAction.TAG_ROLE, () -> iam.tagRole(it -> it.roleName(role).tags(tags(tags))));
      case UpdateTrust(var role, var document) ->
          calls.call(
              AwsAction.UPDATE_TRUST,
              () -> iam.updateAssumeRolePolicy(it -> it.roleName(role).policyDocument(document)));
      case UpdateSession(var role, var description, var seconds) ->
          calls.call(
              AwsAction.UPDATE_ROLE,
              () ->
                  iam.updateRole(
                      it ->
                          it.roleName(role).description(description).maxSessionDuration(seconds)));
      case PutBoundary(var role, var arn) ->
          calls.call(
              AwsAction.PUT_BOUNDARY,
              () ->
                  iam.putRolePermissionsBoundary(it -> it.roleName(role).permissionsBoundary(arn)));
      case PutPolicy(var role, var name, var document) ->
          calls.call(
              AwsAction.PUT_POLICY,
              () ->
                  iam.putRolePolicy(
                      it -> it.roleName(role).policyName(name).policyDocument(document)));
      case AttachPolicy(var role, var arn) ->
          calls.call(
              AwsAction.ATTACH_POLICY,
              () -> iam.attachRolePolicy(it -> it.roleName(role).policyArn(arn)));
      case Removal removal -> throw new IllegalArgumentException(removal.wireName());
    }
  }

  private void createRole(IamClient iam, CreateRole create) {
    calls.call(
        AwsAction.CREATE_ROLE,
        () ->
            iam.createRole(
                it ->
                    it.roleName(create.role().name())
                        .path(create.role().path())
                        .assumeRolePolicyDocument(create.content().trustDocument())
                        .description(create.content().description())
                        .maxSessionDuration(create.content().sessionSeconds())
                        .permissionsBoundary(create.content().boundaryArn())
                        .tags(tags(create.content().tags()))));
  }

  private void remove(IamClient iam, Removal step) {
    switch (step) {
      case RemoveAudience(var arn, var audience) ->
          calls.call(
              AwsAction.REMOVE_AUDIENCE,
              () ->
                  iam.removeClientIDFromOpenIDConnectProvider(
                      it -> it.openIDConnectProviderArn(arn).clientID(audience)));
      case DeleteProvider(var arn) ->
          calls.call(
              AwsAction.DELETE_PROVIDER,
              () -> iam.deleteOpenIDConnectProvider(it -> it.openIDConnectProviderArn(arn)));
      case DeletePolicy(var role, var name) ->
          calls.call(
              AwsAction.DELETE_POLICY,
              () -> iam.deleteRolePolicy(it -> it.roleName(role).policyName(name)));
      case DetachPolicy(var role, var arn) ->
          calls.call(
              AwsAction.DETACH_POLICY,
              () -> iam.detachRolePolicy(it -> it.roleName(role).policyArn(arn)));
      case RemoveFromInstanceProfile(var role, var profile) ->
          calls.call(
              AwsAction.REMOVE_FROM_INSTANCE_PROFILE,
              () ->
                  iam.removeRoleFromInstanceProfile(
                      it -> it.roleName(role).instanceProfileName(profile)));
      case DeleteRole(var role) ->
          calls.call(AwsAction.DELETE_ROLE, () -> iam.deleteRole(it -> it.roleName(role)));
    }
  }

  private static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
