package io.quartermaster.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quartermaster.audit.ChainHead;
import io.quartermaster.audit.Finding;
import io.quartermaster.audit.Verification;
import io.quartermaster.local.access.SecretFiles;
import io.quartermaster.local.audit.SettingsDatabase;
import io.quartermaster.local.stack.Addresses;
import io.quartermaster.local.stack.RunFile;
import io.quartermaster.local.stack.ServiceName;
import io.quartermaster.local.stack.StackFailure;
import io.quartermaster.local.stack.StackLayout;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds every edited, missing or inserted entry of the audit trail. */
@Command(
    name = "verify",
    description = {
      "Check the integrity of the audit trail.",
      "Reads every entry of the settings database and checks its hash chains. Store the last hash of"
          + " each chain elsewhere and compare it later to detect a chain that was rewritten as a whole."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:intact", "1:findings, or the database cannot be read", "2:wrong usage"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./qm audit verify",
      "  PGPASSWORD=secret ./qm audit verify --user auditor \\",
      "    --jdbc-url jdbc:postgresql://db.example.com/settings"
    })
public final class AuditVerifyCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern JDBC_URL =
      Pattern.compile("jdbc:postgresql://[^/?#@\\s]+/[^/?#@\\s]+(\\?[^#\\s]*)?");
  private static final String PASSWORD = "PGPASSWORD";
  private static final int LISTED_IN_JSON = 1000;

  @Mixin private StateOption state = new StateOption();

  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      description = {
        "Database to check instead of the local stack's, as",
        "jdbc:postgresql://host:port/database.",
        "Password from " + PASSWORD + " in the environment."
      })
  private @Nullable String jdbcUrl;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      converter = OptionValues.Name.class,
      description = "Database user for --jdbc-url; read access suffices.")
  private @Nullable String user;

  @Option(
      names = "--json",
      description = "Print one JSON document, with the first " + LISTED_IN_JSON + " findings.")
  private boolean json;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // spec is set by picocli before run.
  AuditVerifyCommand() {}

  @Override
  public Integer call() {
    SettingsDatabase database = database();
    PrintWriter out = spec.commandLine().getOut();
    ArrayNode listed = JSON.createArrayNode();
    Verification result =
        database.verify(
            finding -> {
              if (!json) {
                out.println(text(finding));
              } else if (listed.size() < LISTED_IN_JSON) {
                listed.add(node(finding));
              }
            });
    out.println(json ? document(result, listed).toPrettyString() : summary(result));
    out.flush();
    return result.intact() ? 0 : 1;
  }

  private SettingsDatabase database() {
    if (jdbcUrl == null && user == null) {
      return ofLocalStack(state.layout());
    }
    boolean stateToo = spec.commandLine().getParseResult().hasMatchedOption("--state");
    if (jdbcUrl == null || user == null || stateToo) {
      throw new ParameterException(
          spec.commandLine(), "Use --jdbc-url and --user together, and without --state.");
    }
    if (!JDBC_URL.matcher(jdbcUrl).matches()
        || jdbcUrl.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new ParameterException(
          spec.commandLine(),
          "--jdbc-url must be of the form jdbc:postgresql://host:port/database and contain no"
              + " user or password; set "
              + PASSWORD
              + " in the environment.");
    }
    return new SettingsDatabase(
        jdbcUrl, user, Objects.requireNonNullElse(System.getenv(PASSWORD), ""));
  }

  private static SettingsDatabase ofLocalStack(StackLayout layout) {
    Addresses addresses =
        new RunFile(layout.runFile())
            .read()
            .orElseThrow(
                () ->
                    new StackFailure(
                        "Not running. ./qm up starts it; --jdbc-url names another database."));
    ServiceName settings = ServiceName.SETTINGS_SERVICE;
    return new SettingsDatabase(
        "jdbc:postgresql://" + addresses.postgres() + "/" + settings.database(),
        settings.database(),
        new SecretFiles(layout.secrets()).password("postgres-" + settings.wireName()));
  }

  private static String text(Finding finding) {
    String entries =
        "chain %d, ".formatted(finding.chain())
            + (finding.first() == finding.last()
                ? "entry " + finding.first()
                : "entries " + finding.first() + " to " + finding.last());
    return switch (finding.kind()) {
      case EDITED -> "edited    " + entries;
      case MISSING -> "missing   " + entries;
      case INSERTED -> "inserted  " + entries;
      case NO_HEAD ->
          "missing   chain %d, the head record: entries after %d may be missing"
              .formatted(finding.chain(), finding.last());
    };
  }

  private static String summary(Verification result) {
    StringBuilder summary =
        new StringBuilder(
            "%d entries, %s. Last hashes:"
                .formatted(
                    result.entries(),
                    result.intact() ? "intact" : result.findings() + " findings"));
    for (ChainHead end : result.ends()) {
      summary.append(
          "%n  chain %2d, entry %d: %s".formatted(end.chain(), end.entries(), end.lastHash()));
    }
    return summary.toString();
  }

  private static ObjectNode node(Finding finding) {
    return JSON.createObjectNode()
        .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
        .put("chain", finding.chain())
        .put("first", finding.first())
        .put("last", finding.last());
  }

  private static ObjectNode document(Verification result, ArrayNode listed) {
    ObjectNode document = JSON.createObjectNode();
    document.put("intact", result.intact());
    document.put("entries", result.entries());
    ArrayNode chains = document.putArray("chains");
    for (ChainHead end : result.ends()) {
      chains
          .addObject()
          .put("chain", end.chain())
          .put("entries", end.entries())
          .put("last_hash", end.lastHash());
    }
    document.put("findings_count", result.findings());
    document.set("findings", listed);
    return document;
  }
}
