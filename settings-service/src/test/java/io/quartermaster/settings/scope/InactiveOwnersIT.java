package io.quartermaster.settings.scope;

import static io.quartermaster.settings.scope.ScopesApi.ANY;
import static io.quartermaster.settings.scope.ScopesApi.group;
import static io.quartermaster.settings.scope.ScopesApi.project;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.sandbox.gitlab.state.UserState;
import io.quartermaster.settings.GitLabStandIn;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An Owner who is not active in GitLab has no access, whatever the token says. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(GitLabStandIn.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InactiveOwnersIT {

  private static final String OWNED = "group-1/group-2";

  /** The owned group, a project below it, a project that is owned directly, and a missing one. */
  private static final List<String> SCOPES =
      List.of(group(2), project(3), project(4), project(999));

  Tokens tokens;
  Sandbox sandbox;

  private GitLabPeople people;

  /** Then with ids that no other class asks about: the service caches answers by id. */
  @BeforeAll
  void reset() {
    sandbox.reset();
    people = new GitLabPeople(sandbox);
    IntStream.range(0, 100).forEach(i -> people.user("somebody-" + i));
  }

  /** Each state with a user of its own, because answers are cached. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
  void inactiveUsersAreNoOwners(UserState state) {
    long inactive = people.user("inactive-" + state.wireName());
    people.member("groups/2", inactive, 50);
    people.member("projects/4", inactive, 50);
    sandbox.gitlab().userState(inactive, state);
    String id = Long.toString(inactive);

    for (String token :
        List.of(
            tokens.of(id), tokens.owning(id, List.of(OWNED)), tokens.owning(id, List.of("x")))) {
      ScopesApi caller = new ScopesApi(token);
      for (String scope : SCOPES) {
        assertThat(caller.get(scope).statusCode()).as("GET %s", scope).isEqualTo(403);
        assertThat(caller.put(scope, ANY, "default_on").statusCode())
            .as("PUT %s", scope)
            .isEqualTo(403);
        assertThat(caller.delete(scope, ANY).statusCode()).as("DELETE %s", scope).isEqualTo(403);
      }
    }
  }

  @Test
  void aClaimOfADeletedUserOwnsNothing() {
    ScopesApi deleted = new ScopesApi(tokens.owning("98765", List.of(OWNED)));

    assertThat(deleted.get(group(2)).statusCode()).isEqualTo(403);
  }

  /** Once a minute, not with every request. */
  @Test
  void asksForTheStateOfAUserWithAClaim() {
    ScopesApi owner =
        new ScopesApi(tokens.owning(Long.toString(people.user("with-a-claim")), List.of(OWNED)));
    sandbox.faults().setNext(1, "gitlab", "GetUser", new Fault.Failure(500, "EDGE", "down"));

    assertThat(owner.get(group(2)).statusCode()).isEqualTo(503);
    long asked = sandbox.journal().count("gitlab", "GetUser");
    for (String scope : List.of(group(2), group(3), project(2), project(3))) {
      assertThat(owner.get(scope).statusCode()).isEqualTo(200);
    }
    assertThat(sandbox.journal().count("gitlab", "GetUser")).isEqualTo(asked + 1);
  }
}
