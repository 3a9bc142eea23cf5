package io.quartermaster.iamprovisioner;

import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.sandbox.journal.JournalEntry;
import io.quartermaster.testkit.Awaits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** The AWS account as a test sees it: what is in it, what it was asked, what goes wrong in it. */
public final class AwsAccount {
  private static final String AWS = "aws";
  private static final Set<String> READS =
      Set.of(
          "GetCallerIdentity",
          "GetOpenIDConnectProvider",
          "GetRole",
          "GetRolePolicy",
          "ListRolePolicies",
          "ListAttachedRolePolicies",
          "ListInstanceProfilesForRole");

  private static final Duration QUIET = Duration.ofMillis(300);

  private final Sandbox sandbox;

  AwsAccount(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  String accessKeyId() {
    return sandbox.credentials().awsAccessKeyId();
  }

  String secretAccessKey() {
    return sandbox.credentials().awsSecretAccessKey();
  }

  /** A person at the console: what it does is in the journal too. */
  public IamClient person() {
    return IamClient.builder()
        .endpointOverride(URI.create(sandbox.awsUrl().toString()))
        .region(Region.AWS_GLOBAL)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(accessKeyId(), secretAccessKey())))
        .build();
  }

  /** Ends faults, waits for whatever the service still does, and forgets the journal. */
  public void calm() {
    sandbox.faults().clear();
    AtomicInteger seen = new AtomicInteger(-1);
    Awaits.patiently()
        .during(QUIET)
        .until(
            () -> {
              int now = calls().size();
              return seen.getAndSet(now) == now;
            });
    sandbox.journal().clear();
  }

  public void next(int count, String action, Fault fault) {
    sandbox.faults().setNext(count, AWS, action, fault);
  }

  public void during(Duration time, String action, Fault fault) {
    sandbox.faults().setFor(time, AWS, action, fault);
  }

  public void always(String action, Fault fault) {
    sandbox.faults().set(AWS, action, fault);
  }

  public void noFaults() {
    sandbox.faults().clear();
  }

  /** The actions in the order of the calls. */
  public List<String> calls() {
    return sandbox.journal().of(AWS).stream().map(JournalEntry::operation).toList();
  }

  public List<String> writes() {
    return calls().stream().filter(action -> !READS.contains(action)).toList();
  }

  /** The actions on one role, whatever else the service has to do meanwhile. */
  public List<String> callsOn(String roleName) {
    return sandbox.journal().of(AWS).stream()
        .filter(entry -> roleName.equals(entry.parameters().get("RoleName")))
        .map(JournalEntry::operation)
        .toList();
  }

  /** The writes among them. */
  public List<String> writesTo(String roleName) {
    return callsOn(roleName).stream().filter(action -> !READS.contains(action)).toList();
  }

  /** How often an action was asked for. */
  public long asked(String action) {
    return sandbox.journal().count(AWS, action);
  }

  /** How often an action had its effect. */
  public long done(String action) {
    return sandbox.journal().successes(AWS, action);
  }
}
