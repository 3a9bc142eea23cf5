package io.quartermaster.messaging.outbox;

import java.util.List;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * The result of sending one row. Only a refused row may be parked: a row that is parked for an
 * outage would be delayed for longer than the outage.
 */
sealed interface SendResult {

  /** All in-sync replicas have the record. */
  record Acknowledged() implements SendResult {}

  /** The broker rejects this record; the reason is a class name. */
  record Refused(String reason) implements SendResult {}

  /** Unknown whether the broker has the record, which is sent again; the record is not at fault. */
  record Unavailable(String reason) implements SendResult {}

  /** Failures of the connection or the producer, not of the record. */
  List<Class<? extends ApiException>> NOT_OF_THE_RECORD =
      List.of(
          RetriableException.class,
          AuthenticationException.class,
          ClusterAuthorizationException.class,
          OutOfOrderSequenceException.class,
          ProducerFencedException.class,
          InvalidProducerEpochException.class,
          InvalidPidMappingException.class,
          UnsupportedVersionException.class);

  static SendResult of(Throwable failure) {
    String reason = failure.getClass().getSimpleName();
    if (failure instanceof UnknownTopicOrPartitionException
        || failure.getCause() instanceof UnknownTopicOrPartitionException) {
      return new Refused(UnknownTopicOrPartitionException.class.getSimpleName());
    }
    boolean ofTheRecord =
        failure instanceof SerializationException
            || (failure instanceof ApiException
                && NOT_OF_THE_RECORD.stream().noneMatch(kind -> kind.isInstance(failure)));
    return ofTheRecord ? new Refused(reason) : new Unavailable(reason);
  }
}
