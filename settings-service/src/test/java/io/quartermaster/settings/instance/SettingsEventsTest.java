package io.quartermaster.settings.instance;

import static io.quartermaster.contracts.Availability.DEFAULT_ON;
import static io.quartermaster.contracts.Availability.NEVER_ON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.instance.Disconnect.Decision.Started;
import io.quartermaster.settings.instance.SaveSettings.Decision.Saved;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;

/** The published events match the schemas of their consumers. */
class SettingsEventsTest {

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final InstanceIdentity IDENTITY =
      new InstanceIdentity(
          "abc",
          URI.create("https://gitlab.example.com"),
          GatewayEnvironment.PRODUCTION,
          URI.create("https://gateway.example.com"));

  @ParameterizedTest
  @NullSource
  @EnumSource(Availability.class)
  void eventsMatchTheirSchema(@Nullable Availability previous) throws IOException {
    InstanceSettings settings = saved(previous).next();
    List<SettingsEvent> events = new ArrayList<>(SettingsEvents.of(saved(previous), IDENTITY));
    events.add(SettingsEvents.of(new Started(settings, settings, false, true), IDENTITY));
    for (SettingsEvent event : events) {
      var errors =
          SCHEMAS
              .getSchema(schema(event.type()), InputFormat.JSON)
              .validate(
                  new String(EventJson.write(event), UTF_8),
                  InputFormat.JSON,
                  context ->
                      context.executionConfig(config -> config.formatAssertionsEnabled(true)));
      assertThat(errors).isEmpty();
    }
  }

  @Test
  void eventsHaveTheSameRevision() {
    List<SettingsEvent> events = SettingsEvents.of(saved(DEFAULT_ON), IDENTITY);

    assertThat(events).hasExactlyElementsOfTypes(ArnSaved.class, ScopeToggled.class);
    assertThat(events).allMatch(event -> event.revision() == 7);
  }

  @Test
  void providerAndGatewayMatchTheSavedEnvironment() {
    InstanceIdentity noGateway =
        new InstanceIdentity("abc", IDENTITY.gitlabUrl(), GatewayEnvironment.PRODUCTION, null);
    InstanceSettings settings = saved(null).next();

    ArnSaved saved = (ArnSaved) SettingsEvents.of(saved(null), noGateway).getFirst();
    ArnRemoved removed = SettingsEvents.of(new Started(settings, settings, false, true), noGateway);

    assertThat(saved.gatewayEnvironment()).isEqualTo(GatewayEnvironment.STAGING);
    assertThat(saved.gatewayUrl())
        .isEqualTo(removed.gatewayUrl())
        .hasToString("https://ai-gateway-panda.staging.runway.gitlab.net");
    assertThat(saved.identityProvider())
        .isEqualTo(removed.identityProvider())
        .extracting(ArnSaved.IdentityProvider::providerUrl)
        .hasToString("https://glgo.staging.runway.gitlab.net/cc/oidc/abc");
  }

  private static Saved saved(@Nullable Availability previous) {
    return new Saved(
        new InstanceSettings(
            new RoleArn("aws", "123456789012", "/team/", "Q"),
            NEVER_ON,
            false,
            GatewayEnvironment.STAGING,
            7,
            "alice",
            Instant.parse("2026-11-23T07:00:00Z")),
        previous);
  }

  private static String schema(EventType type) throws IOException {
    String name = "schema/" + type.wireName() + ".json";
    try (InputStream in = Objects.requireNonNull(EventType.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
