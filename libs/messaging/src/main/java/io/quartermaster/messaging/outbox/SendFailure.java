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
 * Tells a row that the broker refuses from a broker that is away. Only the first may be parked: a
 * row parked for an outage would be late for no fault of its own.
 */
final class SendFailure {

  /** Faults of the connection or the producer, not of the record. */
  private static final List<Class<? extends ApiException>> NOT_OF_THE_RECORD =
      List.of(
          RetriableException.class,
          AuthenticationException.class,
          ClusterAuthorizationException.class,
          OutOfOrderSequenceException.class,
          ProducerFencedException.class,
          InvalidProducerEpochException.class,
          InvalidPidMappingException.class,
          UnsupportedVersionException.class);

  private SendFailure() {}

  static SendResult classify(Throwable failure) {
    String reason = failure.getClass().getSimpleName();
    if (failure instanceof UnknownTopicOrPartitionException
        || failure.getCause() instanceof UnknownTopicOrPartitionException) {
      return new SendResult.Refused(UnknownTopicOrPartitionException.class.getSimpleName());
    }
    boolean ofTheRecord =
        failure instanceof SerializationException
            || (failure instanceof ApiException
                && NOT_OF_THE_RECORD.stream().noneMatch(kind -> kind.isInstance(failure)));
    return ofTheRecord ? new SendResult.Refused(reason) : new SendResult.Away(reason);
  }
}
