package io.quartermaster.local.command;

import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.local.stack.Endpoints;
import io.quartermaster.local.stack.StackOptions;
import io.quartermaster.local.stack.StackPorts;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The external systems of the services. */
final class EndpointOptions {
  @Option(
      names = "--aws-endpoint",
      paramLabel = "URL",
      description =
          "IAM and STS at this address instead of the sandbox. Credentials from"
              + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
  private @Nullable URI awsEndpoint;

  @Option(
      names = "--gitlab-url",
      paramLabel = "URL",
      description =
          "GitLab at this address instead of the sandbox. An administrator's token from"
              + " GITLAB_TOKEN.")
  private @Nullable URI gitlabUrl;

  @Option(
      names = "--gateway-url",
      paramLabel = "URL",
      description =
          "AI gateway at this address instead of the sandbox. The Cloud Connector token from"
              + " CLOUD_CONNECTOR_TOKEN; it also identifies the GitLab instance.")
  private @Nullable URI gatewayUrl;

  @Option(
      names = "--gateway-environment",
      paramLabel = "NAME",
      defaultValue = "production",
      description =
          "Gateway environment of gitlab.rb: production or staging. Default:"
              + " ${DEFAULT-VALUE}.")
  private GatewayEnvironment gatewayEnvironment = GatewayEnvironment.PRODUCTION;

  @Option(
      names = "--groups",
      paramLabel = "N",
      defaultValue = "" + StackOptions.DEFAULT_GROUPS,
      description = "Groups in the sandbox's GitLab. Default: ${DEFAULT-VALUE}.")
  private int groups = StackOptions.DEFAULT_GROUPS;

  @Option(
      names = "--projects",
      paramLabel = "N",
      defaultValue = "" + StackOptions.DEFAULT_PROJECTS,
      description = "Projects in the sandbox's GitLab. Default: ${DEFAULT-VALUE}.")
  private int projects = StackOptions.DEFAULT_PROJECTS;

  StackOptions stackOptions(StackPorts ports, boolean mayTrainCaches) {
    return new StackOptions(
        ports,
        new Endpoints(awsEndpoint, gitlabUrl, gatewayUrl),
        gatewayEnvironment,
        groups,
        projects,
        System.getenv(),
        mayTrainCaches);
  }
}
