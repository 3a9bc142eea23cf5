package io.quartermaster.local.command;

import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.local.stack.Endpoints;
import io.quartermaster.local.stack.StackFailure;
import io.quartermaster.local.stack.StackOptions;
import io.quartermaster.local.stack.StackPorts;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The external systems of the services. */
final class EndpointOptions {
  @Option(
      names = "--aws-endpoint",
      paramLabel = "URL",
      converter = OptionValues.Endpoint.class,
      description =
          "IAM and STS at this address instead of the sandbox. Credentials from"
              + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
  private @Nullable URI awsEndpoint;

  @Option(
      names = "--gitlab-url",
      paramLabel = "URL",
      converter = OptionValues.Endpoint.class,
      description =
          "GitLab at this address instead of the sandbox. An administrator's token from"
              + " GITLAB_TOKEN.")
  private @Nullable URI gitlabUrl;

  @Option(
      names = "--gateway-url",
      paramLabel = "URL",
      converter = OptionValues.Endpoint.class,
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
      converter = OptionValues.Count.class,
      defaultValue = "" + StackOptions.DEFAULT_GROUPS,
      description = "Groups in the sandbox's GitLab. Default: ${DEFAULT-VALUE}.")
  private int groups = StackOptions.DEFAULT_GROUPS;

  @Option(
      names = "--projects",
      paramLabel = "N",
      converter = OptionValues.Count.class,
      defaultValue = "" + StackOptions.DEFAULT_PROJECTS,
      description = "Projects in the sandbox's GitLab. Default: ${DEFAULT-VALUE}.")
  private int projects = StackOptions.DEFAULT_PROJECTS;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // spec is set by picocli.
  EndpointOptions() {}

  /** What to start; options that contradict each other or the environment are wrong usage. */
  StackOptions stackOptions(StackPorts ports, boolean mayTrainCaches) {
    Endpoints endpoints = new Endpoints(awsEndpoint, gitlabUrl, gatewayUrl);
    for (String seed : List.of("--groups", "--projects")) {
      if (gitlabUrl != null && spec.commandLine().getParseResult().hasMatchedOption(seed)) {
        throw new ParameterException(
            spec.commandLine(), seed + " is for the sandbox's GitLab; omit it or --gitlab-url.");
      }
    }
    StackOptions options =
        new StackOptions(
            ports,
            endpoints,
            gatewayEnvironment,
            groups,
            projects,
            System.getenv(),
            mayTrainCaches);
    try {
      options.requireCredentials();
    } catch (StackFailure missing) {
      throw new ParameterException(spec.commandLine(), String.valueOf(missing.getMessage()));
    }
    return options;
  }
}
