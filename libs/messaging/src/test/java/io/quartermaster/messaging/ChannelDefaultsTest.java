package io.quartermaster.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every channel of every service relies on, each for the reason that stands beside it in
 * {@code microprofile-config.properties}: removing one by accident fails here.
 */
class ChannelDefaultsTest {

  @ParameterizedTest
  @CsvSource({
    "auto.offset.reset, earliest",
    "isolation.level, read_committed",
    "session.timeout.ms, 10000",
    "heartbeat.interval.ms, 500",
    "throttled.unprocessed-record-max-age.ms, 0",
    "poll-timeout, 100",
    "default.api.timeout.ms, 2147483647",
    "cloud-events, false",
    "allow.auto.create.topics, false"
  })
  void isSetOnTheConnector(String name, String value) {
    assertThat(
            ConfigProvider.getConfig()
                .getValue("mp.messaging.connector.smallrye-kafka." + name, String.class))
        .isEqualTo(value);
  }
}
