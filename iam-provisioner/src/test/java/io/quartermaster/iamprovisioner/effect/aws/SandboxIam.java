package io.quartermaster.iamprovisioner.effect.aws;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quartermaster.iamprovisioner.AwsAccount;
import io.quartermaster.iamprovisioner.IamProvisionerConfig;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The adapter on a sandbox in this JVM, without broker, database and Quarkus. */
public final class SandboxIam extends AwsAccount {
  private final Adapter adapter;

  private SandboxIam(Sandbox sandbox) {
    super(sandbox);
    adapter = new Adapter(sandbox.awsUrl(), credentials(), Map.of());
  }

  /** An adapter of its own, with its own clients. */
  static final class Adapter implements AutoCloseable {
    private final AwsClients clients;
    private final AwsIamGateway gateway;

    Adapter(URI endpoint, AwsCredentialsProvider credentials, Map<String, String> config) {
      AwsCalls calls = new AwsCalls(new SimpleMeterRegistry());
      clients = new AwsClients(config(endpoint, config), credentials);
      gateway = new AwsIamGateway(clients, calls, new AwsAccessReader(clients, calls, credentials));
    }

    IamGateway gateway() {
      return gateway;
    }

    @Override
    public void close() {
      clients.close();
    }
  }

  public static SandboxIam start() {
    return new SandboxIam(Sandbox.start(SandboxOptions.defaults()));
  }

  public IamGateway gateway() {
    return adapter.gateway();
  }

  URI url() {
    return sandbox.awsUrl();
  }

  /** An empty account without faults. */
  public void reset() {
    noFaults();
    sandbox.reset();
    forgetCalls();
  }

  @Override
  public void close() {
    adapter.close();
    super.close();
  }

  private static IamProvisionerConfig config(URI endpoint, Map<String, String> more) {
    Map<String, String> values = new HashMap<>(PATIENT_TIMEOUTS);
    values.put("iam-provisioner.aws.endpoint", endpoint.toString());
    values.putAll(more);
    return new SmallRyeConfigBuilder()
        .withMapping(IamProvisionerConfig.class)
        .withConverter(Duration.class, 100, new DurationConverter())
        .withDefaultValues(values)
        .build()
        .getConfigMapping(IamProvisionerConfig.class);
  }
}
