package io.quartermaster.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SendResultTest {

  static Stream<Exception> ofTheRecord() {
    return Stream.of(
        new RecordTooLargeException("any"),
        new SerializationException("any"),
        new InvalidTopicException("any"),
        new TopicAuthorizationException("any"),
        new PolicyViolationException("any"),
        new UnknownTopicOrPartitionException("any"),
        new TimeoutException("any", new UnknownTopicOrPartitionException("any")));
  }

  static Stream<Exception> ofTheBroker() {
    return Stream.of(
        new TimeoutException("any"),
        new NotEnoughReplicasException("any"),
        new SaslAuthenticationException("any"),
        new ClusterAuthorizationException("any"),
        new OutOfOrderSequenceException("any"),
        new InterruptException("any"),
        new KafkaException("any"),
        new IllegalStateException("any"));
  }

  @ParameterizedTest
  @MethodSource("ofTheRecord")
  void refusesOnAFailureOfTheRecord(Exception failure) {
    assertThat(SendResult.of(failure)).isInstanceOf(SendResult.Refused.class);
  }

  @ParameterizedTest
  @MethodSource("ofTheBroker")
  void isUnavailableOnAFailureOfTheBroker(Exception failure) {
    assertThat(SendResult.of(failure)).isInstanceOf(SendResult.Unavailable.class);
  }
}
