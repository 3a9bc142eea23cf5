package io.quartermaster.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.local.access.Credentials;
import io.quartermaster.local.access.SecretFiles;
import io.quartermaster.local.access.SigningKeys;
import io.quartermaster.sandbox.node.StandInNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports, addresses, credentials and the environment of each service. */
class StackPlanTest {
  private static final String OTHER_TOKEN = "e30.eyJzdWIiOiJvdGhlciJ9.c2ln";
  private static final String SANDBOX_TOKEN = "e30.eyJzdWIiOiJzYW5kYm94In0.c2ln";

  @TempDir private Path folder;

  @Test
  void theDefaultPortsAreThoseOfTheDocumentation() {
    StackPorts ports = StackPorts.defaults();
    assertThat(ports.services()).containsExactly(8100, 8101, 8102, 8103, 8104);
    assertThat(ports.sandboxControl()).isEqualTo(8110);
    assertThat(ports.sandboxGateway()).isEqualTo(8113);
    assertThat(ports.kafka()).isEqualTo(19092);
    assertThat(ports.postgres()).isEqualTo(15432);
  }

  @Test
  void freePortsAreAllDifferent() {
    assertThat(new HashSet<>(StackPorts.free().byPart().values())).hasSize(11);
  }

  @Test
  void aPortBeyondTheLastOneIsRefused() {
    assertThatThrownBy(() -> StackPorts.from(65_530, 19_092, 15_432))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("65540");
  }

  @Test
  void everyBusyPortIsNamedWithItsOption() throws Exception {
    StackPorts free = StackPorts.free();
    try (ServerSocket busy =
        new ServerSocket(free.postgres(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> PortCheck.requireFree(free, Endpoints.SANDBOX))
          .hasMessageContaining("port " + busy.getLocalPort() + " for postgresql")
          .hasMessageContaining("--postgres-port");
    }
    PortCheck.requireFree(free, Endpoints.SANDBOX);
  }

  @Test
  void anotherServerTakesThePlaceOfOneStandInOnly() {
    URI gitlab = URI.create("http://127.0.0.1:9999");
    Addresses addresses = Addresses.of(StackPorts.defaults(), new Endpoints(null, gitlab, null));
    assertThat(addresses.gitlab()).isEqualTo(gitlab);
    assertThat(addresses.aws()).hasPort(8111);
    assertThat(addresses.sandboxControl()).hasPort(8110);
  }

  @Test
  void withEveryStandInReplacedThereIsNoSandbox() {
    URI other = URI.create("http://127.0.0.1:9999");
    assertThat(Addresses.of(StackPorts.defaults(), new Endpoints(other, other, other)))
        .returns(null, Addresses::sandboxControl)
        .returns(false, Addresses::sandboxGateway);
  }

  @Test
  void theAddressesOfARunningStackAreFoundAgain() {
    Addresses addresses = Addresses.of(StackPorts.defaults(), Endpoints.SANDBOX);
    RunFile file = new RunFile(folder.resolve("stack.json"));
    file.write(addresses);
    assertThat(file.read()).contains(addresses);
    file.delete();
    assertThat(file.read()).isEmpty();
  }

  @Test
  void theSandboxNeverGetsAKeyFromTheEnvironment() {
    Map<String, String> environment =
        Map.of("AWS_ACCESS_KEY_ID", "real", "GITLAB_TOKEN", "real", "CLOUD_CONNECTOR_TOKEN", "r");
    Credentials credentials =
        new CredentialSource(environment, Endpoints.SANDBOX, sandboxCredentials()).resolve();
    assertThat(credentials.awsAccessKeyId()).isEqualTo("sandbox-key");
    assertThat(credentials.gitlabToken()).isEqualTo("sandbox-gitlab");
    assertThat(credentials.cloudConnectorToken()).isEqualTo(SANDBOX_TOKEN);
  }

  @Test
  void anotherServerGetsTheKeyFromTheEnvironmentOrTheSandboxsOwn() {
    URI other = URI.create("http://127.0.0.1:9999");
    Map<String, String> environment =
        Map.of(
            "AWS_ACCESS_KEY_ID",
            "id",
            "AWS_SECRET_ACCESS_KEY",
            "secret",
            "CLOUD_CONNECTOR_TOKEN",
            OTHER_TOKEN);
    Credentials credentials =
        new CredentialSource(environment, new Endpoints(other, other, other), sandboxCredentials())
            .resolve();
    assertThat(credentials.awsSecretAccessKey()).isEqualTo("secret");
    assertThat(credentials.gitlabToken()).isEqualTo("sandbox-gitlab");
    assertThat(credentials.cloudConnectorToken()).isEqualTo(OTHER_TOKEN);
  }

  @Test
  void aMissingCredentialIsNamed() {
    URI other = URI.create("http://127.0.0.1:9999");
    assertThatThrownBy(
            () ->
                new CredentialSource(Map.of(), new Endpoints(other, other, other), null).resolve())
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("CLOUD_CONNECTOR_TOKEN");
  }

  @Test
  void noServiceHoldsTheCredentialsOfAnother() {
    ServiceEnvironments environments =
        new ServiceEnvironments(
            Addresses.of(StackPorts.defaults(), Endpoints.SANDBOX),
            new Credentials("aws-id", "aws-secret", null, "gitlab-token", SANDBOX_TOKEN),
            new SecretFiles(folder),
            new SigningKeys(new SecretFiles(folder)),
            new StandInNode(folder.resolve("node")),
            GatewayEnvironment.STAGING);
    assertThat(environments.of(ServiceName.IAM_PROVISIONER))
        .containsEntry("AWS_SECRET_ACCESS_KEY", "aws-secret")
        .doesNotContainValue("gitlab-token")
        .doesNotContainValue(SANDBOX_TOKEN);
    assertThat(environments.of(ServiceName.MEMBERSHIP_SERVICE))
        .containsEntry("GITLAB_TOKEN", "gitlab-token")
        .doesNotContainKey("AWS_SECRET_ACCESS_KEY");
    assertThat(environments.of(ServiceName.SETTINGS_SERVICE))
        .containsEntry("SETTINGS_GATEWAY_ENVIRONMENT", "staging")
        .containsEntry("GITLAB_TOKEN", "gitlab-token")
        .doesNotContainKeys("AWS_SECRET_ACCESS_KEY", "OAUTH_REGISTRAR_GATEWAY_TOKEN");
    assertThat(environments.of(ServiceName.GATEWAY_CONFIG_SERVICE))
        .containsEntry("GATEWAY_CONFIG_NODES_0__NAME", "local")
        .containsEntry("GATEWAY_CONFIG_NODES_0__ROOT", folder.resolve("node").toString());
    assertThat(environments.of(ServiceName.SETTINGS_SERVICE))
        .containsEntry("QUARKUS_FLYWAY_USERNAME", "settings_service")
        .containsEntry("QUARKUS_DATASOURCE_USERNAME", "settings_service_runtime");
    for (ServiceName service : ServiceName.values()) {
      assertThat(environments.of(service))
          .containsEntry("QUARKUS_DATASOURCE_USERNAME", service.runtimeRole())
          .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092");
    }
  }

  @Test
  void aSecondStackWithTheSameStateIsRefused() {
    StackLayout layout = new StackLayout(folder, folder.resolve("state"));
    RunLock held = RunLock.tryAcquire(layout).orElseThrow();
    assertThat(RunLock.tryAcquire(layout)).isEmpty();
    assertThat(RunLock.holder(layout)).contains(ProcessHandle.current());
    held.close();
    assertThat(RunLock.holder(layout)).isEmpty();
  }

  @Test
  void aPartThatEndsDuringTheStartFailsItWithItsReason() throws Exception {
    StackLayout layout = new StackLayout(folder, folder.resolve("state"));
    layout.create();
    Files.writeString(layout.log("sandbox"), "Address already in use\n");
    List<EndedPart> reported = new ArrayList<>();
    StackListener listener =
        new StackListener() {
          @Override
          public void died(EndedPart part) {
            reported.add(part);
          }
        };
    Parts parts = new Parts(layout, listener);
    parts.add(new EndingPart("sandbox", layout.log("sandbox"), 137));
    assertThatThrownBy(parts::requireNoneEnded)
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("sandbox has stopped with exit status 137 (ended by signal 9)")
        .hasMessageContaining("    Address already in use");
    assertThat(reported).as("the failed start reports it").isEmpty();
    assertThat(EndedPart.read(layout, "sandbox")).get().returns(137, EndedPart::exitStatus);

    parts.started();
    parts.requireNoneEnded();
    parts.add(new EndingPart("kafka", layout.log("kafka"), 1));
    assertThat(reported).extracting(EndedPart::text).asString().contains("kafka", "(no output)");

    layout.deleteLogs();
    assertThat(EndedPart.read(layout, "sandbox")).as("of a previous run").isEmpty();
  }

  /** Ends as soon as somebody listens. */
  private record EndingPart(String name, Path log, int exitStatus) implements Part {
    @Override
    public Role role() {
      return Role.SANDBOX;
    }

    @Override
    public void onExit(IntConsumer listener) {
      listener.accept(exitStatus);
    }

    @Override
    public void stop() {}
  }

  @Test
  void aMissingOrMalformedCredentialIsFoundBeforeTheStart() {
    URI other = URI.create("http://127.0.0.1:9999");
    Endpoints all = new Endpoints(other, other, other);
    assertThatThrownBy(() -> CredentialSource.requireGiven(Map.of(), all))
        .hasMessageContaining("GITLAB_TOKEN");
    assertThatThrownBy(() -> CredentialSource.requireGiven(Map.of("GITLAB_TOKEN", "t"), all))
        .hasMessageContaining("CLOUD_CONNECTOR_TOKEN");
    assertThatThrownBy(
            () ->
                CredentialSource.requireGiven(
                    Map.of("CLOUD_CONNECTOR_TOKEN", "junk"), new Endpoints(null, null, other)))
        .hasMessageContaining("CLOUD_CONNECTOR_TOKEN is not");
    CredentialSource.requireGiven(Map.of("CLOUD_CONNECTOR_TOKEN", "junk"), Endpoints.SANDBOX);
    CredentialSource.requireGiven(Map.of(), new Endpoints(other, other, null));
  }

  private static ObjectNode sandboxCredentials() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("aws_access_key_id", "sandbox-key")
        .put("aws_secret_access_key", "sandbox-secret")
        .put("gitlab_admin_token", "sandbox-gitlab")
        .put("cloud_connector_token", SANDBOX_TOKEN);
  }
}
