package io.quartermaster.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.quartermaster.audit.Publications;
import io.quartermaster.audit.Verification;
import io.quartermaster.local.access.SecretFiles;
import io.quartermaster.local.audit.HeadsFile;
import io.quartermaster.local.audit.HeadsTopic;
import io.quartermaster.local.audit.SettingsDatabase;
import io.quartermaster.local.stack.Addresses;
import io.quartermaster.local.stack.RunFile;
import io.quartermaster.local.stack.ServiceName;
import io.quartermaster.local.stack.StackFailure;
import io.quartermaster.local.stack.StackLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
      "Reads every entry of the settings database, checks its hash chains, and compares them with the"
          + " heads that the settings service published: on a topic, and in its log. Without published"
          + " heads, entries that were deleted together with the head record are not detected."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no findings",
      "1:findings, or the database or the published heads cannot be read",
      "2:wrong usage"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./qm audit verify",
      "  PGPASSWORD=secret ./qm audit verify --user auditor \\",
      "    --jdbc-url jdbc:postgresql://db.example.com/settings \\",
      "    --bootstrap-servers kafka.example.com:9093 --kafka-config client.properties",
      "  ./qm audit verify --heads settings-service.log"
    })
public final class AuditVerifyCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern JDBC_URL =
      Pattern.compile("jdbc:postgresql://[^/?#@\\s]+/[^/?#@\\s]+(\\?[^#\\s]*)?");
  private static final String PASSWORD = "PGPASSWORD";
  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
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
      names = "--heads",
      paramLabel = "FILE",
      description =
          "Compare with published heads in a file: a log of the settings service, or records of the"
              + " topic, one a line. Can be repeated. Replaces the topic of the local stack.")
  private List<Path> files = List.of();

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Compare with the published heads on the topic of this Kafka cluster.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Client properties for --bootstrap-servers, such as for TLS and SASL.")
  private @Nullable Path kafkaConfig;

  @Option(
      names = "--json",
      description = "Print one JSON document, with the first " + LISTED_IN_JSON + " findings.")
  private boolean json;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // spec is set by picocli before run.
  AuditVerifyCommand() {}

  @Override
  public Integer call() {
    if (kafkaConfig != null && bootstrapServers == null) {
      throw new ParameterException(
          spec.commandLine(), "Use --kafka-config together with --bootstrap-servers.");
    }
    SettingsDatabase database = database();
    Publications publications = publications();
    PrintWriter out = spec.commandLine().getOut();
    ArrayNode listed = JSON.createArrayNode();
    Verification result =
        database.verify(
            publications,
            finding -> {
              if (!json) {
                out.println(AuditReport.text(finding));
              } else if (listed.size() < LISTED_IN_JSON) {
                listed.add(AuditReport.node(finding));
              }
            });
    out.println(
        json
            ? AuditReport.document(result, publications, listed).toPrettyString()
            : AuditReport.summary(result, publications));
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
    ServiceName settings = ServiceName.SETTINGS_SERVICE;
    return new SettingsDatabase(
        "jdbc:postgresql://" + running(layout).postgres() + "/" + settings.database(),
        settings.runtimeRole(),
        new SecretFiles(layout.secrets()).databasePassword(settings.runtimeRole()));
  }

  private static Addresses running(StackLayout layout) {
    return new RunFile(layout.runFile())
        .read()
        .orElseThrow(
            () ->
                new StackFailure(
                    "Not running. ./qm up%s starts it; --jdbc-url names another database."
                        .formatted(StateOption.asText(layout))));
  }

  /** Before the database is read: what is published later is not in its snapshot. */
  private Publications publications() {
    Publications publications = new Publications();
    files.forEach(file -> new HeadsFile(file).addTo(publications));
    if (bootstrapServers != null) {
      new HeadsTopic(client(bootstrapServers)).addTo(publications);
    } else if (files.isEmpty() && jdbcUrl == null) {
      new HeadsTopic(Map.of(BOOTSTRAP_SERVERS, running(state.layout()).kafka()))
          .addTo(publications);
    }
    return publications;
  }

  private Map<String, String> client(String servers) {
    Properties properties = new Properties();
    if (kafkaConfig != null) {
      try (Reader file = Files.newBufferedReader(kafkaConfig)) {
        properties.load(file);
      } catch (IOException | IllegalArgumentException e) {
        throw new StackFailure(kafkaConfig + " cannot be read as properties.", e);
      }
    }
    properties.setProperty(BOOTSTRAP_SERVERS, servers);
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
