package io.quartermaster.iamprovisioner;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.contracts.Topic;
import io.quartermaster.testkit.ReceivedEvent;
import io.quartermaster.testkit.TestTopics;
import java.util.List;

/** The outcome events of one instance. */
public record Outcomes(TestTopics topics, SavedArn arn) {

  public IamAccessProvisioned awaitProvisioned(long settingsRevision) {
    return topics.await(
        IamAccessProvisioned.class,
        event ->
            event.aggregate().equals(arn.outcomes())
                && event.origin().settingsRevision() == settingsRevision);
  }

  /** The next one after the outcome with this revision. */
  public IamAccessProvisioned awaitProvisionedAfter(long outcomeRevision) {
    return topics.await(
        IamAccessProvisioned.class,
        event -> event.aggregate().equals(arn.outcomes()) && event.revision() > outcomeRevision);
  }

  public IamAccessFailed awaitFailed(long settingsRevision) {
    return topics.await(
        IamAccessFailed.class,
        event ->
            event.aggregate().equals(arn.outcomes())
                && event.origin().settingsRevision() == settingsRevision);
  }

  /** The first one that a person must act on. */
  public IamAccessFailed awaitRefused(long settingsRevision) {
    return topics.await(
        IamAccessFailed.class,
        event ->
            event.aggregate().equals(arn.outcomes())
                && event.origin().settingsRevision() == settingsRevision
                && event.failure().kind() == Failure.Kind.REFUSED);
  }

  public IamAccessReleased awaitReleased(long settingsRevision) {
    return topics.await(
        IamAccessReleased.class,
        event ->
            event.aggregate().equals(arn.outcomes())
                && event.origin().settingsRevision() == settingsRevision);
  }

  /** The kinds of all outcomes in the order in which they were published. */
  public List<String> kinds() {
    return topics.about(Topic.OUTCOME_EVENTS, arn.outcomes()).stream()
        .map(
            message -> {
              if (message.is(StepStarted.class)) {
                return "started";
              }
              if (message.is(IamAccessReleased.class)) {
                return "released";
              }
              return message.is(IamAccessProvisioned.class) ? "provisioned" : "failed";
            })
        .toList();
  }

  /** The revisions of all outcomes. */
  public List<Long> revisions() {
    return topics.about(Topic.OUTCOME_EVENTS, arn.outcomes()).stream()
        .map(Outcomes::revision)
        .toList();
  }

  private static long revision(ReceivedEvent message) {
    OutcomeEvent event =
        message.is(StepStarted.class)
            ? message.as(StepStarted.class)
            : message.is(IamAccessProvisioned.class)
                ? message.as(IamAccessProvisioned.class)
                : message.as(IamAccessFailed.class);
    return event.revision();
  }
}
