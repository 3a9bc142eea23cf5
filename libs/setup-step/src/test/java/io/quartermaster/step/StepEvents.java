package io.quartermaster.step;

import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.testkit.TestTopics;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** The events to and from the example consumer, for one instance. */
record StepEvents(TestTopics topics, String uid) {

  GatewayConfigPushed awaitPushed(long settingsRevision) {
    return topics.await(
        GatewayConfigPushed.class,
        event ->
            event.origin().instanceUid().equals(uid)
                && event.origin().settingsRevision() == settingsRevision);
  }

  List<GatewayConfigPushed> pushed() {
    return topics.eventsOf(GatewayConfigPushed.class, outcomes());
  }

  List<GatewayConfigFailed> failed() {
    return topics.eventsOf(GatewayConfigFailed.class, outcomes());
  }

  List<Origin> started() {
    return topics.eventsOf(StepStarted.class, outcomes()).stream()
        .map(StepStarted::origin)
        .toList();
  }

  String outcomes() {
    return "gateway_configuration/" + uid;
  }

  VerificationRequested verification() {
    return new VerificationRequested(uid, 1, "admin", Instant.parse("2026-05-01T10:05:00Z"));
  }

  ArnSaved saved(long revision) {
    return new ArnSaved(
        uid,
        URI.create("https://gitlab.example.com"),
        new ArnSaved.Role("arn:aws:iam::123456789012:role/Q", "aws", "123456789012", "/", "Q"),
        new ArnSaved.IdentityProvider(
            URI.create("https://auth.token.gitlab.com/cc/oidc/" + uid), "gitlab-cc-" + uid),
        GatewayEnvironment.PRODUCTION,
        URI.create(url(revision)),
        false,
        revision,
        "admin",
        Instant.parse("2026-05-01T10:00:00Z"));
  }

  static String url(long revision) {
    return "https://gateway.example.com/" + revision;
  }
}
