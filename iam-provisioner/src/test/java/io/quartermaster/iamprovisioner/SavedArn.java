package io.quartermaster.iamprovisioner;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.ServiceAccountReleased;
import io.quartermaster.contracts.VerificationRequested;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** An instance whose ARN is saved, with a uid and a role of its own. */
public record SavedArn(
    String uid, String accountId, String path, String roleName, String providerHost) {
  public static final String ACCOUNT = "123456789012";
  private static final String PRODUCTION = "auth.token.gitlab.com";

  public static SavedArn anArnSaved() {
    String uid = UUID.randomUUID().toString();
    return new SavedArn(uid, ACCOUNT, "/", "Q-" + uid.substring(0, 8), PRODUCTION);
  }

  /** The same GitLab and role after a restore. */
  public SavedArn restored() {
    return new SavedArn(UUID.randomUUID().toString(), accountId, path, roleName, providerHost);
  }

  /** The same instance with the provider of the other gateway environment. */
  public SavedArn inStaging() {
    return new SavedArn(uid, accountId, path, roleName, "glgo.staging.runway.gitlab.net");
  }

  public SavedArn inAccount(String account) {
    return new SavedArn(uid, account, path, roleName, providerHost);
  }

  public SavedArn withPath(String newPath) {
    return new SavedArn(uid, accountId, newPath, roleName, providerHost);
  }

  public SavedArn withRoleName(String name) {
    return new SavedArn(uid, accountId, path, name, providerHost);
  }

  public String roleArn() {
    return "arn:aws:iam::" + accountId + ":role" + path + roleName;
  }

  public String providerHostAndPath() {
    return providerHost + "/cc/oidc/" + uid;
  }

  public String providerUrl() {
    return "https://" + providerHostAndPath();
  }

  public String providerArn() {
    return "arn:aws:iam::" + accountId + ":oidc-provider/" + providerHostAndPath();
  }

  public String audience() {
    return "gitlab-cc-" + uid;
  }

  /** The key of every outcome about it. */
  public String outcomes() {
    return "iam_access/" + uid;
  }

  public ArnSaved revision(long revision) {
    return new ArnSaved(
        uid,
        URI.create("https://gitlab.example.org"),
        new ArnSaved.Role(roleArn(), "aws", accountId, path, roleName),
        new ArnSaved.IdentityProvider(URI.create(providerUrl()), audience()),
        GatewayEnvironment.PRODUCTION,
        URI.create("https://ai-gateway-panda.runway.gitlab.net"),
        true,
        revision,
        "root",
        Instant.parse("2026-11-23T12:00:00Z").plusSeconds(revision));
  }

  /** The disconnect of it. */
  public ArnRemoved removed(long revision, boolean deleteIamResources) {
    ArnSaved saved = revision(revision);
    return new ArnRemoved(
        uid,
        saved.gitlabUrl(),
        saved.role(),
        saved.identityProvider(),
        saved.gatewayUrl(),
        deleteIamResources,
        false,
        revision,
        "root",
        saved.changedAt());
  }

  public VerificationRequested verification(long revision) {
    return new VerificationRequested(uid, revision, "root", Instant.parse("2026-11-23T12:30:00Z"));
  }

  /** Published by membership-service during a disconnect, after the registration has ended. */
  public ServiceAccountReleased accountReleased(long settingsRevision) {
    return new ServiceAccountReleased(
        new Origin(uid, settingsRevision, 1, 1, Instant.parse("2026-11-23T13:00:00Z")),
        "Service account amazon-q is blocked.",
        "amazon-q");
  }
}
