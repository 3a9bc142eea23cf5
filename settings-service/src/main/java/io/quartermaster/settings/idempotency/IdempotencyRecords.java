package io.quartermaster.settings.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.request.EntityTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;

/**
 * Stores responses for a day, rejections by our rules included. Demands the transaction of the
 * operation, so that its response is stored exactly when it is committed.
 *
 * <p>Failure semantics: an operation that is rolled back leaves no record; its key can be reused.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class IdempotencyRecords {

  private static final Duration RETENTION = Duration.ofDays(1);

  /** Held until the transaction ends. A concurrent request with the same key fails to get it. */
  private static final String LOCK = "select pg_try_advisory_xact_lock(hashtextextended(:lock, 0))";

  /** More per insert than are inserted, so the table does not grow. Waits for no lock. */
  private static final String PURGE =
      """
      delete from idempotency_record where ctid = any (array(
        select ctid from idempotency_record where recorded_at < :expired
        order by recorded_at limit 10 for update skip locked))
      """;

  private static final String FIND =
      """
      select request_body, status, response_body, entity_tag from idempotency_record
      where caller = :caller and operation = :operation and idempotency_key = :key
        and recorded_at >= :expired
      """;

  /** Replaces an expired record that is not purged yet. */
  private static final String STORE =
      """
      insert into idempotency_record
        (caller, operation, idempotency_key, request_body, status, response_body, entity_tag,
         recorded_at)
      values (:caller, :operation, :key, :request, :status, :response, :tag, :at)
      on conflict (caller, operation, idempotency_key) do update
        set request_body = excluded.request_body, status = excluded.status,
            response_body = excluded.response_body, entity_tag = excluded.entity_tag,
            recorded_at = excluded.recorded_at
      """;

  private final Session database;
  private final ObjectMapper json;

  IdempotencyRecords(Session database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * The stored response of the request; without one, runs the operation and stores its response.
   *
   * @throws ProblemException when the same request is in progress, or the key was used with another
   *     body
   */
  public StoredResponse once(
      IdempotentRequest request, Instant now, Supplier<StoredResponse> operation) {
    lock(request);
    return find(request, now)
        .orElseGet(
            () -> {
              StoredResponse response = operation.get();
              store(request, response, now);
              return response;
            });
  }

  /**
   * HTTP 202: the operation has started.
   *
   * @param revision of the settings that the document describes
   */
  public StoredResponse accepted(Object document, long revision) {
    return new StoredResponse(202, write(document), EntityTags.of(revision));
  }

  public StoredResponse rejected(Problem problem, long revision) {
    return new StoredResponse(problem.status(), write(problem), EntityTags.of(revision));
  }

  private void lock(IdempotentRequest request) {
    String lock = request.operation() + ' ' + request.caller() + ' ' + request.key();
    if (!database
        .createNativeQuery(LOCK, Boolean.class)
        .setParameter("lock", lock)
        .getSingleResult()) {
      throw new ProblemException(ProblemType.REQUEST_IN_FLIGHT);
    }
  }

  private Optional<StoredResponse> find(IdempotentRequest request, Instant now) {
    return bind(database.createNativeQuery(FIND, Tuple.class), request)
        .setParameter("expired", now.minus(RETENTION))
        .getResultStream()
        .map(row -> stored(request, row))
        .findFirst();
  }

  private static StoredResponse stored(IdempotentRequest request, Tuple row) {
    if (!row.get("request_body").equals(request.body())) {
      throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_REUSED);
    }
    return new StoredResponse(
        row.get("status", Integer.class),
        row.get("response_body", String.class),
        row.get("entity_tag", String.class));
  }

  private void store(IdempotentRequest request, StoredResponse response, Instant now) {
    bind(database.createNativeMutationQuery(STORE), request)
        .setParameter("request", request.body())
        .setParameter("status", response.status())
        .setParameter("response", response.body())
        .setParameter("tag", response.entityTag())
        .setParameter("at", now)
        .executeUpdate();
    database
        .createNativeMutationQuery(PURGE)
        .setParameter("expired", now.minus(RETENTION))
        .executeUpdate();
  }

  private static <Q extends CommonQueryContract> Q bind(Q query, IdempotentRequest request) {
    query.setParameter("caller", request.caller());
    query.setParameter("operation", request.operation());
    query.setParameter("key", request.key());
    return query;
  }

  private String write(Object document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The document cannot be written as JSON", e);
    }
  }
}
