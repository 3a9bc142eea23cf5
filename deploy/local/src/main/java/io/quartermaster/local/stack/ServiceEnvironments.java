package io.quartermaster.local.stack;

import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.local.access.Credentials;
import io.quartermaster.local.access.SecretFiles;
import io.quartermaster.local.access.SigningKeys;
import io.quartermaster.local.access.TokenIssuer;
import io.quartermaster.sandbox.node.StandInNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The configuration of each service in the local stack, as environment variables: each service is
 * told what it needs and holds no credential of another.
 */
final class ServiceEnvironments {
  /** What no service inherits from our own environment; each gets back what is its own. */
  static final Set<String> WITHHELD =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_PROFILE",
          "AWS_ENDPOINT_URL",
          "GITLAB_TOKEN",
          "CLOUD_CONNECTOR_TOKEN",
          "JAVA_TOOL_OPTIONS");

  private final Addresses addresses;
  private final Credentials credentials;
  private final SecretFiles secrets;
  private final SigningKeys tokenKeys;
  private final StandInNode node;
  private final GatewayEnvironment gatewayEnvironment;

  ServiceEnvironments(
      Addresses addresses,
      Credentials credentials,
      SecretFiles secrets,
      SigningKeys tokenKeys,
      StandInNode node,
      GatewayEnvironment gatewayEnvironment) {
    this.addresses = addresses;
    this.credentials = credentials;
    this.secrets = secrets;
    this.tokenKeys = tokenKeys;
    this.node = node;
    this.gatewayEnvironment = gatewayEnvironment;
  }

  Map<String, String> of(ServiceName service) {
    Map<String, String> all = new HashMap<>(everyService(service));
    all.putAll(
        switch (service) {
          case SETTINGS_SERVICE -> settings();
          case IAM_PROVISIONER -> iamProvisioner();
          case OAUTH_REGISTRAR -> oauthRegistrar();
          case MEMBERSHIP_SERVICE -> gitlab();
          case GATEWAY_CONFIG_SERVICE -> gatewayConfig();
        });
    return all;
  }

  private Map<String, String> everyService(ServiceName service) {
    return Map.of(
        "QUARKUS_HTTP_HOST",
        "127.0.0.1",
        "QUARKUS_HTTP_PORT",
        Integer.toString(addresses.of(service).getPort()),
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:postgresql://" + addresses.postgres() + "/" + service.database(),
        "QUARKUS_DATASOURCE_USERNAME",
        service.runtimeRole(),
        "QUARKUS_DATASOURCE_PASSWORD",
        secrets.databasePassword(service.runtimeRole()),
        "KAFKA_BOOTSTRAP_SERVERS",
        addresses.kafka(),
        "QUARTERMASTER_INSTANCE",
        "local-1",
        "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
        "false");
  }

  private Map<String, String> settings() {
    Map<String, String> environment = new HashMap<>(gitlab());
    String owner = ServiceName.SETTINGS_SERVICE.database();
    environment.put("QUARKUS_FLYWAY_USERNAME", owner);
    environment.put("QUARKUS_FLYWAY_PASSWORD", secrets.databasePassword(owner));
    environment.put("SETTINGS_AUDIT_HEAD_INTERVAL", "1m");
    environment.putAll(
        Map.of(
            "SETTINGS_GITLAB_URL", addresses.gitlab().toString(),
            "SETTINGS_CLOUD_CONNECTOR_TOKEN", credentials.cloudConnectorToken(),
            "SETTINGS_PREREQUISITES_GATEWAY_URL", addresses.gateway().toString(),
            "SETTINGS_GATEWAY_ENVIRONMENT", gatewayEnvironment.name().toLowerCase(Locale.ROOT),
            "MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokenKeys.publicKeyFile().toUri().toString(),
            "MP_JWT_VERIFY_ISSUER", TokenIssuer.ISSUER,
            "MP_JWT_VERIFY_AUDIENCES", TokenIssuer.AUDIENCE));
    return environment;
  }

  private Map<String, String> iamProvisioner() {
    Map<String, String> environment = new HashMap<>(credentials.awsEnvironment());
    environment.put("IAM_PROVISIONER_AWS_ENDPOINT", addresses.aws().toString());
    return environment;
  }

  private Map<String, String> oauthRegistrar() {
    Map<String, String> environment = new HashMap<>(gitlab());
    environment.put("OAUTH_REGISTRAR_GATEWAY_URL", addresses.gateway().toString());
    environment.put("OAUTH_REGISTRAR_GATEWAY_TOKEN", credentials.cloudConnectorToken());
    return environment;
  }

  private Map<String, String> gitlab() {
    return Map.of(
        "GITLAB_URL", addresses.gitlab().toString(), "GITLAB_TOKEN", credentials.gitlabToken());
  }

  private Map<String, String> gatewayConfig() {
    return Map.of(
        "GATEWAY_CONFIG_NODES_0__NAME",
        "local",
        "GATEWAY_CONFIG_NODES_0__ROOT",
        node.root().toString());
  }
}
