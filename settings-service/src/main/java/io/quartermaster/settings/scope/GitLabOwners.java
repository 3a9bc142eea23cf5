package io.quartermaster.settings.scope;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.gitlab.project.GitLabMembers;
import io.quartermaster.gitlab.project.GitLabMembers.Member;
import io.quartermaster.gitlab.user.GitLabUsers;
import io.quartermaster.gitlab.user.GitLabUsers.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Asks GitLab whether a user is an Owner, inherited ownership included, and whether a user can use
 * GitLab at all. Someone who is blocked, deactivated or banned, or whose membership is not active
 * or has expired, is not an Owner: GitLab keeps their access level. Caches positive and negative
 * answers.
 *
 * <p>Failure semantics: throws {@link io.quartermaster.gitlab.GitLabException} when GitLab is
 * unavailable or refuses. A failure is not cached.
 */
@ApplicationScoped
class GitLabOwners {

  /** The time after which a revoked ownership or a blocked account no longer counts. */
  static final Duration CACHE_TTL = Duration.ofSeconds(60);

  private static final int MAX_ENTRIES = 10_000;

  private final Predicate<Question> gitlab;
  private final Cache<Question, Boolean> answers;

  @Inject
  GitLabOwners(GitLabMembers members, GitLabUsers users, Clock clock) {
    this(
        question ->
            switch (question) {
              case Question.IsOwner owner ->
                  member(members, owner)
                      .filter(found -> found.accessLevel() >= Member.OWNER)
                      .filter(
                          found ->
                              found.active(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)))
                      .isPresent();
              case Question.IsActive(long userId) ->
                  users.byId(userId).filter(User::active).isPresent();
            },
        Ticker.systemTicker());
  }

  GitLabOwners(Predicate<Question> gitlab, Ticker ticker) {
    this.gitlab = gitlab;
    this.answers =
        Caffeine.newBuilder()
            .expireAfterWrite(CACHE_TTL)
            .maximumSize(MAX_ENTRIES)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  boolean isOwner(ScopeKind kind, long id, long userId) {
    return ask(new Question.IsOwner(kind, id, userId));
  }

  /** Whether the user exists and is neither blocked, deactivated nor banned. */
  boolean isActive(long userId) {
    return ask(new Question.IsActive(userId));
  }

  /** Not with a function for a missing entry: callers would wait for each other's time-outs. */
  private boolean ask(Question question) {
    Boolean cached = answers.getIfPresent(question);
    if (cached != null) {
      return cached;
    }
    boolean answer = gitlab.test(question);
    answers.put(question, answer);
    return answer;
  }

  private static Optional<Member> member(GitLabMembers members, Question.IsOwner question) {
    return switch (question.kind()) {
      case GROUP -> members.effectiveInGroup(question.id(), question.userId());
      case PROJECT -> members.effective(question.id(), question.userId());
      case INSTANCE -> Optional.empty();
    };
  }

  sealed interface Question {

    record IsOwner(ScopeKind kind, long id, long userId) implements Question {}

    record IsActive(long userId) implements Question {}
  }
}
