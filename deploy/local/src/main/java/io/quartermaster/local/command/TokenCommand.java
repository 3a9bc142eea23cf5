package io.quartermaster.local.command;

import io.quartermaster.local.access.TokenIssuer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a bearer token for the local stack, and nothing else. */
@Command(
    name = "token",
    description = "Print a bearer token for the settings API of the local stack.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  curl -H \"Authorization: Bearer $(./qm token)\" \\",
      "    http://127.0.0.1:8100/api/v1/amazon_q/setup",
      "",
      "A token that has expired, and one without the role admin:",
      "  ./qm token --ttl=-10m",
      "  ./qm token --role auditor"
    })
public final class TokenCommand implements Runnable {
  @Mixin private StateOption state = new StateOption();

  @Option(
      names = "--role",
      paramLabel = "NAME",
      converter = OptionValues.Name.class,
      defaultValue = TokenIssuer.ADMINISTRATOR,
      description = "A role in the claim groups; repeatable. Default: ${DEFAULT-VALUE}.")
  private List<String> roles = List.of(TokenIssuer.ADMINISTRATOR);

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      converter = OptionValues.Name.class,
      defaultValue = "root",
      description = "The subject, recorded in the audit trail. Default: ${DEFAULT-VALUE}.")
  private String subject = "root";

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      defaultValue = "8h",
      converter = DurationConverter.class,
      description =
          "How long it is valid, such as 90s, 15m, 8h or 2d; negative for an expired one. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration timeToLive = Duration.ofHours(8);

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // spec is set by picocli before run.
  TokenCommand() {}

  @Override
  public void run() {
    TokenIssuer issuer = new TokenIssuer(state.layout().tokenKeys(), Clock.systemUTC());
    spec.commandLine().getOut().println(issuer.token(subject, roles, timeToLive));
    spec.commandLine().getOut().flush();
  }
}
