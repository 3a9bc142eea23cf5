package io.quartermaster.settings.instance;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.aws.RoleArn.Parsed;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.settings.request.JsonObjectReader;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a save, free of faults. */
@Schema(name = "SaveSettings", requiredProperties = "availability")
@JsonNaming(SnakeCaseStrategy.class)
record SettingsBody(
    @Schema(
            implementation = String.class,
            pattern = RoleArn.FORM,
            description = "The IAM role. May be left out once one is saved: that one stays.",
            examples = "arn:aws:iam::123456789012:role/QDeveloperAccess")
        @Nullable RoleArn roleArn,
    Availability availability,
    @Schema(description = "Only with default_on.", defaultValue = "false")
        boolean autoReviewEnabled,
    @Schema(
            description =
                "Which of GitLab's AI gateways and identity providers. Left out, the saved one stays;"
                    + " before the first save the configured one counts.")
        @Nullable GatewayEnvironment gatewayEnvironment) {

  private static final String ROLE_ARN = "role_arn";
  private static final String AVAILABILITY = "availability";
  private static final String AUTO_REVIEW = "auto_review_enabled";
  private static final String ENVIRONMENT = "gateway_environment";
  private static final List<String> READ_ONLY =
      List.of("ready", "identity_provider", "revision", "changed_at", "changed_by", "message");

  /** Reads the body; throws a problem that names every fault. */
  static SettingsBody parse(InputStream body) {
    JsonObjectReader reader = JsonObjectReader.parse(body);
    RoleArn roleArn = roleArn(reader);
    Optional<Availability> availability = reader.choice(AVAILABILITY, words());
    if (!reader.has(AVAILABILITY)) {
      reader.fault(
          AVAILABILITY, "Is required: one of " + String.join(", ", words().keySet()) + ".");
    }
    boolean autoReview = reader.flag(AUTO_REVIEW, false);
    if (autoReview
        && availability.filter(choice -> choice != Availability.DEFAULT_ON).isPresent()) {
      reader.fault(AUTO_REVIEW, "Can be true only when availability is default_on.");
    }
    Optional<GatewayEnvironment> environment = reader.choice(ENVIRONMENT, environments());
    READ_ONLY.forEach(reader::readOnly);
    reader.finish();
    return new SettingsBody(
        roleArn, availability.orElseThrow(), autoReview, environment.orElse(null));
  }

  private static @Nullable RoleArn roleArn(JsonObjectReader reader) {
    return reader
        .text(ROLE_ARN)
        .map(RoleArn::parse)
        .map(
            parsed ->
                switch (parsed) {
                  case Parsed.Valid valid -> valid.arn();
                  case Parsed.Malformed malformed -> {
                    reader.fault(ROLE_ARN, malformed.reason());
                    yield null;
                  }
                })
        .orElse(null);
  }

  /** GitLab's words, in GitLab's order. */
  private static Map<String, Availability> words() {
    Map<String, Availability> words = new LinkedHashMap<>();
    words.put("default_on", Availability.DEFAULT_ON);
    words.put("default_off", Availability.DEFAULT_OFF);
    words.put("never_on", Availability.NEVER_ON);
    return words;
  }

  private static Map<String, GatewayEnvironment> environments() {
    Map<String, GatewayEnvironment> words = new LinkedHashMap<>();
    words.put("production", GatewayEnvironment.PRODUCTION);
    words.put("staging", GatewayEnvironment.STAGING);
    return words;
  }
}
