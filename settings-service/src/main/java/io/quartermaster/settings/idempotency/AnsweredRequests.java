package io.quartermaster.settings.idempotency;

import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers for a day what was answered, refusals by our rules included. Demands the transaction
 * that does what was asked for, so that the answer is kept exactly when it was done.
 *
 * <p>Failure semantics: whatever is rolled back, or never came so far as to be decided on, is not
 * remembered; the same key may then be sent again.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class AnsweredRequests {

  private static final Duration REMEMBERED = Duration.ofDays(1);

  /** Held until the transaction ends; another request with the same key does not get it. */
  private static final String LOCK = "select pg_try_advisory_xact_lock(hashtextextended(:lock, 0))";

  /** A few with each new one, so that old ones go faster than new ones come. Waits for nobody. */
  private static final String FORGET =
      """
      delete from answered_request where ctid = any (array(
        select ctid from answered_request where answered_at < :before
        order by answered_at limit 10 for update skip locked))
      """;

  private static final String FIND =
      """
      select body, status, answer, entity_tag from answered_request
      where caller = :caller and operation = :operation and idempotency_key = :key
        and answered_at >= :since
      """;

  /** One that is too old may still be there. */
  private static final String KEEP =
      """
      insert into answered_request
        (caller, operation, idempotency_key, body, status, answer, entity_tag, answered_at)
      values (:caller, :operation, :key, :body, :status, :answer, :tag, :at)
      on conflict (caller, operation, idempotency_key) do update
        set body = excluded.body, status = excluded.status, answer = excluded.answer,
            entity_tag = excluded.entity_tag, answered_at = excluded.answered_at
      """;

  private final EntityManager database;

  AnsweredRequests(EntityManager database) {
    this.database = database;
  }

  /**
   * The answer that the request got before; when it got none, does it and keeps its answer.
   *
   * @throws ProblemException when the same request is being done at this moment, or the key was
   *     used for another wish
   */
  public Answer once(IdempotentRequest request, Instant now, Supplier<Answer> doing) {
    return before(request, now)
        .orElseGet(
            () -> {
              Answer answer = doing.get();
              keep(request, answer, now);
              return answer;
            });
  }

  private Optional<Answer> before(IdempotentRequest request, Instant now) {
    String lock = request.operation() + ' ' + request.caller() + ' ' + request.key();
    if (!(Boolean) database.createNativeQuery(LOCK).setParameter("lock", lock).getSingleResult()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.REQUEST_IN_FLIGHT,
              "The same request is being done at this moment: send it again to read its answer."));
    }
    List<?> found =
        named(FIND, request).setParameter("since", now.minus(REMEMBERED)).getResultList();
    return found.isEmpty() ? Optional.empty() : Optional.of(sameWish(request, found.getFirst()));
  }

  private void keep(IdempotentRequest request, Answer answer, Instant now) {
    named(KEEP, request)
        .setParameter("body", request.body())
        .setParameter("status", answer.status())
        .setParameter("answer", answer.body())
        .setParameter("tag", answer.entityTag())
        .setParameter("at", now)
        .executeUpdate();
    database
        .createNativeQuery(FORGET)
        .setParameter("before", now.minus(REMEMBERED))
        .executeUpdate();
  }

  private static Answer sameWish(IdempotentRequest request, Object row) {
    Object[] columns = (Object[]) row;
    if (!columns[0].equals(request.body())) {
      throw new ProblemException(
          Problem.of(
              ProblemType.IDEMPOTENCY_KEY_REUSED,
              "This Idempotency-Key was used for another body: take a new one for a new wish."));
    }
    return new Answer((Integer) columns[1], (String) columns[2], (String) columns[3]);
  }

  private Query named(String sql, IdempotentRequest request) {
    return database
        .createNativeQuery(sql)
        .setParameter("caller", request.caller())
        .setParameter("operation", request.operation())
        .setParameter("key", request.key());
  }
}
