package io.quartermaster.iamprovisioner.effect.aws;

import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.effect.Observation;
import io.quartermaster.iamprovisioner.effect.StepResult;
import io.quartermaster.iamprovisioner.effect.aws.AwsCalls.AwsCallFailedException;
import jakarta.enterprise.context.ApplicationScoped;

/** The port on the AWS SDK. */
@ApplicationScoped
class AwsIamGateway implements IamGateway {
  private final AwsClients clients;
  private final AwsAccessReader reader;
  private final AwsAccessWriter writer;

  AwsIamGateway(AwsClients clients, AwsAccessReader reader, AwsAccessWriter writer) {
    this.clients = clients;
    this.reader = reader;
    this.writer = writer;
  }

  @Override
  @WithSpan("observe IAM access")
  public Observation observe(DesiredAccess desired) {
    try {
      return reader.observe(desired);
    } catch (AwsCallFailedException e) {
      return AwsErrors.setback(e.action(), e.answer(), desired);
    }
  }

  @Override
  @WithSpan("apply IAM step")
  public StepResult apply(DesiredAccess desired, AccessStep step) {
    try {
      writer.apply(clients.iam(desired.role().partition()), step);
      return new StepResult.Applied();
    } catch (AwsCallFailedException e) {
      if (AwsErrors.isThereAlready(e.answer())) {
        return new StepResult.AlreadyDone();
      }
      if (AwsErrors.isMissing(e.answer()) && step instanceof AccessStep.Removal) {
        return new StepResult.Applied();
      }
      return AwsErrors.setback(e.action(), e.answer(), about(step, desired));
    }
  }

  /** The words for what went wrong name the role that the step was for. */
  private static DesiredAccess about(AccessStep step, DesiredAccess desired) {
    return step instanceof AccessStep.RoleRemoval removal
        ? desired.roleByRole().stream()
            .filter(each -> each.role().name().equals(removal.roleName()))
            .findFirst()
            .orElse(desired)
        : desired;
  }
}
