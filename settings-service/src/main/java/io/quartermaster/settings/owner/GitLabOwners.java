package io.quartermaster.settings.owner;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.gitlab.project.GitLabMembers;
import io.quartermaster.gitlab.project.Member;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether somebody is an Owner, as GitLab says; inherited ownership counts. An answer is remembered
 * for a minute, the no as well as the yes.
 *
 * <p>Failure semantics: throws {@link io.quartermaster.gitlab.GitLabException} when GitLab does not
 * answer or refuses; that is not remembered, and never taken for a yes.
 */
@ApplicationScoped
class GitLabOwners {

  /** What was revoked in GitLab ends here after this time at the latest. */
  static final Duration REMEMBERED = Duration.ofSeconds(60);

  private static final int MOST = 10_000;

  private final Predicate<Question> gitlab;
  private final Cache<Question, Boolean> answers;

  @Inject
  GitLabOwners(GitLabMembers members) {
    this(question -> ask(members, question), Ticker.systemTicker());
  }

  GitLabOwners(Predicate<Question> gitlab, Ticker ticker) {
    this.gitlab = gitlab;
    this.answers =
        Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  boolean isOwner(ScopeKind kind, long id, long userId) {
    return answers.get(new Question(kind, id, userId), gitlab::test);
  }

  private static boolean ask(GitLabMembers members, Question question) {
    Optional<Member> member =
        switch (question.kind()) {
          case GROUP -> members.effectiveInGroup(question.id(), question.userId());
          case PROJECT -> members.effective(question.id(), question.userId());
          case INSTANCE -> Optional.empty();
        };
    return member.filter(found -> found.accessLevel() >= Member.OWNER).isPresent();
  }

  /** Whether this user owns this scope. */
  record Question(ScopeKind kind, long id, long userId) {}
}
