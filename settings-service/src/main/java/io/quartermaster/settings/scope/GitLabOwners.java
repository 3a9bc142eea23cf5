package io.quartermaster.settings.scope;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.gitlab.project.GitLabMembers;
import io.quartermaster.gitlab.project.GitLabMembers.Member;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Asks GitLab whether a user is an Owner, inherited ownership included. Caches positive and
 * negative answers.
 *
 * <p>Failure semantics: throws {@link io.quartermaster.gitlab.GitLabException} when GitLab is
 * unavailable or refuses. A failure is not cached.
 */
@ApplicationScoped
class GitLabOwners {

  /** The time after which a revoked ownership no longer counts. */
  static final Duration CACHE_TTL = Duration.ofSeconds(60);

  private static final int MAX_ENTRIES = 10_000;

  private final Predicate<Question> gitlab;
  private final Cache<Question, Boolean> answers;

  @Inject
  GitLabOwners(GitLabMembers members) {
    this(question -> isOwner(members, question), Ticker.systemTicker());
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
    return ask(new Question(kind, id, userId));
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

  private static boolean isOwner(GitLabMembers members, Question question) {
    Optional<Member> member =
        switch (question.kind()) {
          case GROUP -> members.effectiveInGroup(question.id(), question.userId());
          case PROJECT -> members.effective(question.id(), question.userId());
          case INSTANCE -> Optional.empty();
        };
    return member.filter(found -> found.accessLevel() >= Member.OWNER).isPresent();
  }

  record Question(ScopeKind kind, long id, long userId) {}
}
