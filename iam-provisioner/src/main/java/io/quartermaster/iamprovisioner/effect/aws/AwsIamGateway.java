package io.quartermaster.iamprovisioner.effect.aws;

import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.effect.aws.AwsCalls.AwsCallFailedException;
import io.quartermaster.step.StepFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamResponse;
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
      return new Observation.Observed(reader.observe(desired));
    } catch (StepFailedException e) {
      return new Observation.Failed(e.failure());
    } catch (AwsCallFailedException e) {
      return new Observation.Failed(AwsErrors.failure(e.action(), e.answer(), desired));
    }
  }

  @Override
  @WithSpan("apply IAM step")
  public StepResult apply(DesiredAccess desired, AccessStep step) {
    try {
      IamClient iam = clients.iam(desired.role().partition());
      calls.call(AwsAction.of(step), () -> send(iam, step));
      return new StepResult.Applied();
    } catch (AwsCallFailedException e) {
      if (AwsErrors.isAlreadyExists(e.answer())) {
        return new StepResult.AlreadyExists();
      }
      if (AwsErrors.isNotFound(e.answer()) && step instanceof AccessStep.Removal) {
        return new StepResult.Applied();
      }
      AwsFailures failures =
          new AwsFailures(e.action(), resourceOf(step, desired), instanceProfileOf(step));
      return new StepResult.Failed(AwsErrors.failure(failures, e.answer()));
    }
  }

  /** With the role or provider of the step, so that the failure names that one. */
  private static DesiredAccess resourceOf(AccessStep step, DesiredAccess desired) {
    return switch (step) {
      case AccessStep.RoleStep role ->
          desired.roleByRole().stream()
              .filter(each -> each.role().name().equals(role.roleName()))
              .findFirst()
              .orElse(desired);
      case AccessStep.ProviderStep provider ->
          Optional.ofNullable(desired.target().previousProviders().get(provider.providerArn()))
              .map(desired::withProvider)
              .orElse(desired);
      case AccessStep.CreateProvider created -> desired;
      case AccessStep.CreateRole created -> desired;
    };
  }

  private static @Nullable String instanceProfileOf(AccessStep step) {
    return step instanceof AccessStep.RemoveFromInstanceProfile it ? it.profileName() : null;
  }

  private static IamResponse send(IamClient iam, AccessStep step) {
    return switch (step) {
      case AccessStep.CreateProvider(var url, var audience, var tags) ->
          iam.createOpenIDConnectProvider(
              it -> it.url(url.toString()).clientIDList(audience).tags(tags(tags)));
      case AccessStep.TagProvider(var arn, var tags) ->
          iam.tagOpenIDConnectProvider(it -> it.openIDConnectProviderArn(arn).tags(tags(tags)));
      case AccessStep.AddAudience(var arn, var audience) ->
          iam.addClientIDToOpenIDConnectProvider(
              it -> it.openIDConnectProviderArn(arn).clientID(audience));
      case AccessStep.RemoveAudience(var arn, var audience) ->
          iam.removeClientIDFromOpenIDConnectProvider(
              it -> it.openIDConnectProviderArn(arn).clientID(audience));
      case AccessStep.DeleteProvider(var arn) ->
          iam.deleteOpenIDConnectProvider(it -> it.openIDConnectProviderArn(arn));
      case AccessStep.CreateRole(var role, var settings) ->
          iam.createRole(
              it ->
                  it.roleName(role.name())
                      .path(role.path())
                      .assumeRolePolicyDocument(settings.trustDocument())
                      .description(settings.description())
                      .maxSessionDuration(settings.sessionSeconds())
                      .permissionsBoundary(settings.boundaryArn())
                      .tags(tags(settings.tags())));
      case AccessStep.TagRole(var role, var tags) ->
          iam.tagRole(it -> it.roleName(role).tags(tags(tags)));
      case AccessStep.UpdateTrust(var role, var document) ->
          iam.updateAssumeRolePolicy(it -> it.roleName(role).policyDocument(document));
      case AccessStep.UpdateSession(var role, var description, var seconds) ->
          iam.updateRole(
              it -> it.roleName(role).description(description).maxSessionDuration(seconds));
      case AccessStep.PutBoundary(var role, var arn) ->
          iam.putRolePermissionsBoundary(it -> it.roleName(role).permissionsBoundary(arn));
      case AccessStep.PutPolicy(var role, var name, var document) ->
          iam.putRolePolicy(it -> it.roleName(role).policyName(name).policyDocument(document));
      case AccessStep.AttachPolicy(var role, var arn) ->
          iam.attachRolePolicy(it -> it.roleName(role).policyArn(arn));
      case AccessStep.DeletePolicy(var role, var name) ->
          iam.deleteRolePolicy(it -> it.roleName(role).policyName(name));
      case AccessStep.DetachPolicy(var role, var arn) ->
          iam.detachRolePolicy(it -> it.roleName(role).policyArn(arn));
      case AccessStep.RemoveFromInstanceProfile(var role, var profile) ->
          iam.removeRoleFromInstanceProfile(it -> it.roleName(role).instanceProfileName(profile));
      case AccessStep.DeleteRole(var role) -> iam.deleteRole(it -> it.roleName(role));
    };
  }

  private static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
