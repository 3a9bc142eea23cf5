package io.quartermaster.membership;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Event;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.OAuthAppRemoved;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.ScopeToggled.Scope;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.contracts.ServiceAccountReady;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.Topic;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.testkit.ReceivedEvent;
import io.quartermaster.testkit.TestTopics;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody who saves settings, and reads what the service says about them. */
final class Administrator {

  private final TestTopics topics;
  private final String uid = "uid-" + UUID.randomUUID();
  private long revision;

  Administrator(TestTopics topics) {
    this.topics = topics;
  }

  /** Saves the settings of the instance and gives their revision. */
  long saves(Availability availability) {
    revision++;
    topics.publish(arnSaved(revision));
    topics.publish(instance(availability, revision));
    return revision;
  }

  void togglesGroup(long id, @Nullable Availability choice) {
    toggles(new Scope(ScopeKind.GROUP, id, "group-" + id, List.of()), choice);
  }

  void togglesProject(long id, @Nullable Availability choice) {
    toggles(new Scope(ScopeKind.PROJECT, id, "project-" + id, List.of()), choice);
  }

  private void toggles(Scope scope, @Nullable Availability choice) {
    revision++;
    topics.publish(toggled(scope, choice, revision));
  }

  void publishes(Event event) {
    topics.publish(event);
  }

  ArnSaved arnSaved(long ofRevision) {
    return new ArnSaved(
        uid,
        URI.create("https://gitlab.example.com"),
        new ArnSaved.Role("arn:aws:iam::123456789012:role/q", "aws", "123456789012", "/", "q"),
        new ArnSaved.IdentityProvider(
            URI.create("https://auth.token.gitlab.com/cc/oidc/" + uid), "gitlab-cc-" + uid),
        GatewayEnvironment.PRODUCTION,
        URI.create("https://ai-gateway.example.com"),
        false,
        ofRevision,
        "root",
        Instant.now());
  }

  /** Disconnects and gives the revision of that; the registration stays for now. */
  long disconnects() {
    revision++;
    ArnSaved ended = arnSaved(revision);
    topics.publish(
        new ArnRemoved(
            uid,
            ended.gitlabUrl(),
            ended.role(),
            ended.identityProvider(),
            ended.gatewayUrl(),
            false,
            revision,
            "root",
            Instant.now()));
    return revision;
  }

  /** Wants to know now. */
  void verifies(long ofRevision) {
    topics.publish(new VerificationRequested(uid, ofRevision, "root", Instant.now()));
  }

  /** What oauth-registrar says then. */
  OAuthAppRemoved registrationEnded(long settingsRevision) {
    return new OAuthAppRemoved(
        new Origin(uid, settingsRevision, 9, 1, Instant.now()), "The application is deleted.");
  }

  ScopeToggled instance(Availability availability, long ofRevision) {
    return toggled(Scope.instance(), availability, ofRevision);
  }

  private static ScopeToggled toggled(Scope scope, @Nullable Availability choice, long ofRevision) {
    return new ScopeToggled(scope, choice, null, false, ofRevision, "root", Instant.now());
  }

  ServiceAccountReady accountReady(long settingsRevision) {
    return awaits(
        ServiceAccountReady.class, event -> event.origin().settingsRevision() == settingsRevision);
  }

  MembershipProgressed membershipsDone(long settingsRevision) {
    return awaits(
        MembershipProgressed.class,
        event -> event.origin().settingsRevision() == settingsRevision && event.pending() == 0);
  }

  /** The next "done" after this one. */
  MembershipProgressed membershipsDoneAfter(MembershipProgressed earlier) {
    return awaits(
        MembershipProgressed.class,
        event -> event.revision() > earlier.revision() && event.pending() == 0);
  }

  <E extends OutcomeEvent> E awaits(Class<E> kind, Predicate<E> wanted) {
    return topics.await(
        kind, event -> event.origin().instanceUid().equals(uid) && wanted.test(event));
  }

  <E extends OutcomeEvent> List<E> heard(Class<E> kind) {
    return topics.taken(Topic.OUTCOME_EVENTS).stream()
        .filter(message -> message.is(kind))
        .map(message -> message.as(kind))
        .filter(event -> event.origin().instanceUid().equals(uid))
        .toList();
  }

  /** The types of all that was said about a step, in order. */
  List<String> story(SetupStep step) {
    String key = step.wireName() + "/" + uid;
    return topics.about(Topic.OUTCOME_EVENTS, key).stream()
        .map(ReceivedEvent::type)
        .map(type -> type.replaceFirst("io\\.quartermaster\\.outcome\\.", ""))
        .toList();
  }
}
