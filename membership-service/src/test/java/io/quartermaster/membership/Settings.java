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

/** Publishes the settings events of a new instance, and reads the outcomes for it. */
final class Settings {

  private final TestTopics topics;
  private final String uid = "uid-" + UUID.randomUUID();
  private long revision;

  Settings(TestTopics topics) {
    this.topics = topics;
  }

  /** Saves the settings of the instance and returns their revision. */
  long save(Availability availability) {
    revision++;
    topics.publish(arnSaved(revision));
    topics.publish(instance(availability, revision));
    return revision;
  }

  void setGroup(long id, @Nullable Availability availability) {
    set(new Scope(ScopeKind.GROUP, id, "group-" + id, List.of()), availability);
  }

  void setProject(long id, @Nullable Availability availability) {
    set(new Scope(ScopeKind.PROJECT, id, "project-" + id, List.of()), availability);
  }

  private void set(Scope scope, @Nullable Availability availability) {
    revision++;
    topics.publish(toggled(scope, availability, revision));
  }

  void publish(Event event) {
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

  /** Disconnects and returns the revision; the registration still exists. */
  long disconnect() {
    revision++;
    ArnSaved previous = arnSaved(revision);
    topics.publish(
        new ArnRemoved(
            uid,
            previous.gitlabUrl(),
            previous.role(),
            previous.identityProvider(),
            previous.gatewayUrl(),
            false,
            false,
            revision,
            "root",
            Instant.now()));
    return revision;
  }

  void requestVerification(long ofRevision) {
    topics.publish(new VerificationRequested(uid, ofRevision, "root", Instant.now()));
  }

  OAuthAppRemoved registrationDeleted(long settingsRevision) {
    return new OAuthAppRemoved(
        new Origin(uid, settingsRevision, 9, 1, Instant.now()), "The application is deleted.");
  }

  ScopeToggled instance(Availability availability, long ofRevision) {
    return toggled(Scope.instance(), availability, ofRevision);
  }

  private static ScopeToggled toggled(
      Scope scope, @Nullable Availability availability, long ofRevision) {
    return new ScopeToggled(
        scope, availability, null, null, false, ofRevision, "root", Instant.now());
  }

  ServiceAccountReady accountReady(long settingsRevision) {
    return await(
        ServiceAccountReady.class, event -> event.origin().settingsRevision() == settingsRevision);
  }

  MembershipProgressed membershipsDone(long settingsRevision) {
    return await(
        MembershipProgressed.class,
        event -> event.origin().settingsRevision() == settingsRevision && event.pending() == 0);
  }

  MembershipProgressed membershipsDoneAfter(MembershipProgressed earlier) {
    return await(
        MembershipProgressed.class,
        event -> event.revision() > earlier.revision() && event.pending() == 0);
  }

  /** Waits for the first outcome of this type. */
  <E extends OutcomeEvent> E await(Class<E> type) {
    return await(type, event -> true);
  }

  <E extends OutcomeEvent> E await(Class<E> type, Predicate<E> condition) {
    return topics.await(
        type, event -> event.origin().instanceUid().equals(uid) && condition.test(event));
  }

  <E extends OutcomeEvent> List<E> published(Class<E> type) {
    return topics.consumed(Topic.OUTCOME_EVENTS).stream()
        .filter(message -> message.is(type))
        .map(message -> message.as(type))
        .filter(event -> event.origin().instanceUid().equals(uid))
        .toList();
  }

  /** The types of all outcomes of a step, in order. */
  List<String> outcomeTypes(SetupStep step) {
    return topics.about(Topic.OUTCOME_EVENTS, step.wireName() + "/" + uid).stream()
        .map(ReceivedEvent::type)
        .map(type -> type.replaceFirst("io\\.quartermaster\\.outcome\\.", ""))
        .toList();
  }
}
