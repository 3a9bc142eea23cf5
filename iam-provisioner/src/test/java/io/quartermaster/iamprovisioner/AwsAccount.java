package io.quartermaster.iamprovisioner;

import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.sandbox.journal.JournalEntry;
import io.quartermaster.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** The AWS account of a test, in a sandbox: its content, the calls to it, its faults. */
public class AwsAccount implements AutoCloseable {
  public static final String POLICY = "gitlab-duo-amazon-q-policy";
  public static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  public static final String DENY_S3 =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""";
  public static final Fault ACCESS_DENIED = new Fault.Failure(403, "AccessDenied", "no");

  /**
   * Patient: on a busy machine, a call that is given up would be repeated, and tests count calls.
   */
  public static final Map<String, String> PATIENT_TIMEOUTS =
      Map.of(
          "iam-provisioner.aws.attempt-timeout", "30s", "iam-provisioner.aws.call-timeout", "60s");

  private static final String AWS = "aws";
  private static final Duration QUIET = Duration.ofMillis(300);

  protected final Sandbox sandbox;
  private final IamClient person;

  public AwsAccount(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.person =
        IamClient.builder()
            .endpointOverride(sandbox.awsUrl())
            .region(Region.AWS_GLOBAL)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(credentials())
            .build();
  }

  public final AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(accessKeyId(), secretAccessKey()));
  }

  String accessKeyId() {
    return sandbox.credentials().awsAccessKeyId();
  }

  String secretAccessKey() {
    return sandbox.credentials().awsSecretAccessKey();
  }

  /** A person at the console, whose calls are in the journal, too. */
  public IamClient person() {
    return person;
  }

  /** What a person does at the console, without a trace in the journal. */
  public void asPerson(Consumer<IamClient> deed) {
    deed.accept(person);
    forgetCalls();
  }

  /** Clears faults, waits until the service makes no more calls, and clears the journal. */
  public void calm() {
    sandbox.faults().clear();
    AtomicInteger seen = new AtomicInteger(-1);
    Await.condition()
        .during(QUIET)
        .until(
            () -> {
              int now = calls().size();
              return seen.getAndSet(now) == now;
            });
    forgetCalls();
  }

  public void forgetCalls() {
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
    return writes(calls());
  }

  /** The actions on one role, whatever else the service does. */
  public List<String> callsOn(String roleName) {
    return sandbox.journal().of(AWS).stream()
        .filter(entry -> roleName.equals(entry.parameters().get("RoleName")))
        .map(JournalEntry::operation)
        .toList();
  }

  public List<String> writesTo(String roleName) {
    return writes(callsOn(roleName));
  }

  private static List<String> writes(List<String> calls) {
    return calls.stream()
        .filter(call -> !call.startsWith("Get") && !call.startsWith("List"))
        .toList();
  }

  /** How often an action was called. */
  public long asked(String action) {
    return sandbox.journal().count(AWS, action);
  }

  /** How often an action had its effect. */
  public long done(String action) {
    return sandbox.journal().successes(AWS, action);
  }

  @Override
  public void close() {
    person.close();
    sandbox.close();
  }
}
