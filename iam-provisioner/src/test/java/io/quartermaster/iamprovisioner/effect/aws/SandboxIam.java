package io.quartermaster.iamprovisioner.effect.aws;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quartermaster.iamprovisioner.IamProvisionerConfig;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.sandbox.journal.JournalEntry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** The adapter on a sandbox in this JVM, without broker, database and Quarkus. */
public final class SandboxIam implements AutoCloseable {
  private static final String AWS = "aws";

  private final Sandbox sandbox;
  private final AwsClients clients;
  private final AwsIamGateway gateway;
  private final IamClient person;

  private SandboxIam(Sandbox sandbox) {
    this.sandbox = sandbox;
    AwsCalls calls = new AwsCalls(new SimpleMeterRegistry());
    clients = new AwsClients(config(sandbox.awsUrl()), credentials());
    gateway =
        new AwsIamGateway(
            clients,
            new AwsAccessReader(clients, calls, credentials()),
            new AwsAccessWriter(calls));
    person =
        IamClient.builder()
            .endpointOverride(sandbox.awsUrl())
            .region(Region.AWS_GLOBAL)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(credentials())
            .build();
  }

  public static SandboxIam start() {
    return new SandboxIam(Sandbox.start(SandboxOptions.defaults()));
  }

  public IamGateway gateway() {
    return gateway;
  }

  /** Where it is. */
  public URI url() {
    return sandbox.awsUrl();
  }

  /** Somebody at the console. */
  public IamClient person() {
    return person;
  }

  /** An empty account without faults. */
  public void reset() {
    sandbox.faults().clear();
    sandbox.reset();
    sandbox.journal().clear();
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

  /** The actions in the order of the calls, as far as the journal goes back. */
  public List<String> calls() {
    return sandbox.journal().of(AWS).stream().map(JournalEntry::operation).toList();
  }

  /** Those of them that name this role. */
  public List<String> callsOn(String roleName) {
    return sandbox.journal().of(AWS).stream()
        .filter(entry -> roleName.equals(entry.parameters().get("RoleName")))
        .map(JournalEntry::operation)
        .toList();
  }

  /** Those of them that are no reads. */
  public List<String> writes() {
    return calls().stream()
        .filter(call -> !call.startsWith("Get") && !call.startsWith("List"))
        .toList();
  }

  public long asked(String action) {
    return sandbox.journal().count(AWS, action);
  }

  public long done(String action) {
    return sandbox.journal().successes(AWS, action);
  }

  @Override
  public void close() {
    person.close();
    clients.close();
    sandbox.close();
  }

  private AwsCredentialsProvider credentials() {
    var credentials = sandbox.credentials();
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(credentials.awsAccessKeyId(), credentials.awsSecretAccessKey()));
  }

  /**
   * The configuration of a service that has this in place of AWS. Patient, so that a busy machine
   * is not taken for an AWS that does not answer: what is given up is called again, and tests count
   * calls.
   */
  public static IamProvisionerConfig config(URI endpoint) {
    return new SmallRyeConfigBuilder()
        .withMapping(IamProvisionerConfig.class)
        .withConverter(Duration.class, 100, new DurationConverter())
        .withDefaultValues(
            Map.of(
                "iam-provisioner.aws.endpoint", endpoint.toString(),
                "iam-provisioner.aws.attempt-timeout", "30s",
                "iam-provisioner.aws.call-timeout", "60s"))
        .build()
        .getConfigMapping(IamProvisionerConfig.class);
  }
}
