package io.quartermaster.settings.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.settings.GitLabStandIn;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Role × operation × scope, every cell over HTTP. Seen from group-1/group-2: its parent is group-1,
 * its child group-1/group-2/group-3, another one is group-1/group-4, and group-1/group-22 only
 * begins with the same letters. Of each the group itself and a project right in it.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(GitLabStandIn.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationIT {

  private static final String GROUP = "group-1/group-2";
  private static final String WRITTEN =
      "(select id::text from scope_choice union all select event_id::text from outbox) written";
  private static final Set<Scope> HERE_AND_BELOW =
      EnumSet.of(Scope.OWN_GROUP, Scope.OWN_PROJECT, Scope.CHILD_GROUP, Scope.CHILD_PROJECT);

  Tokens tokens;
  Sandbox sandbox;
  @Inject AgroalDataSource database;

  private SettingsApi settings;
  private final People people = new People();

  enum Scope {
    OWN_GROUP,
    PARENT_GROUP,
    CHILD_GROUP,
    OTHER_GROUP,
    NEIGHBOUR_GROUP,
    MISSING_GROUP,
    OWN_PROJECT,
    PARENT_PROJECT,
    CHILD_PROJECT,
    OTHER_PROJECT,
    NEIGHBOUR_PROJECT,
    MISSING_PROJECT
  }

  enum Role {
    ADMIN,
    OWNER_BY_CLAIM,
    OWNER_BY_GITLAB,
    OWNER_OF_THE_PROJECT,
    MAINTAINER,
    OUTSIDER,
    UNKNOWN_TO_GITLAB,
    ANONYMOUS,
    EXPIRED,
    WRONG_AUDIENCE,
    WRONG_ISSUER,
    ALG_NONE,
    KEY_CONFUSION
  }

  enum Operation {
    GET,
    PUT,
    DELETE
  }

  @BeforeAll
  void createMembers() {
    settings = new SettingsApi(tokens, database);
    settings.forget();
    sandbox.reset();
    people.neighbour = sandbox.gitlab().createGroup("group-22", 1L);
    people.neighbourProject = sandbox.gitlab().createProject("app", people.neighbour);
    people.owner = gitlab().user("owner");
    people.projectOwner = gitlab().user("project-owner");
    people.maintainer = gitlab().user("maintainer");
    people.outsider = gitlab().user("outsider");
    gitlab().member("groups/2", people.owner, 50);
    gitlab().member("projects/2", people.projectOwner, 50);
    gitlab().member("groups/2", people.maintainer, 40);
  }

  static Stream<Arguments> combinations() {
    return Stream.of(Role.values())
        .flatMap(
            role ->
                Stream.of(Operation.values())
                    .flatMap(
                        operation ->
                            Stream.of(Scope.values())
                                .map(scope -> Arguments.of(role, operation, scope))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("combinations")
  void allows(Role role, Operation operation, Scope scope) {
    long before = settings.count(WRITTEN);

    Response answer = send(token(role), operation, path(scope));

    int expected = expected(role, scope);
    answer.then().statusCode(expected);
    if (expected != 200) {
      answer.then().contentType("application/problem+json").body("status", equalTo(expected));
      assertThat(settings.count(WRITTEN)).isEqualTo(before);
    }
  }

  /** The table itself. */
  private static int expected(Role role, Scope scope) {
    boolean missing = scope == Scope.MISSING_GROUP || scope == Scope.MISSING_PROJECT;
    return switch (role) {
      case ADMIN -> missing ? 404 : 200;
      case OWNER_BY_CLAIM, OWNER_BY_GITLAB -> HERE_AND_BELOW.contains(scope) ? 200 : 403;
      case OWNER_OF_THE_PROJECT -> scope == Scope.OWN_PROJECT ? 200 : 403;
      case MAINTAINER, OUTSIDER, UNKNOWN_TO_GITLAB -> 403;
      case ANONYMOUS, EXPIRED, WRONG_AUDIENCE, WRONG_ISSUER, ALG_NONE, KEY_CONFUSION -> 401;
    };
  }

  private @Nullable String token(Role role) {
    return switch (role) {
      case ADMIN -> tokens.admin();
      case OWNER_BY_CLAIM -> tokens.owning("owner-by-claim", List.of("elsewhere", GROUP));
      case OWNER_BY_GITLAB -> tokens.of(Long.toString(people.owner));
      case OWNER_OF_THE_PROJECT -> tokens.of(Long.toString(people.projectOwner));
      case MAINTAINER -> tokens.of(Long.toString(people.maintainer));
      case OUTSIDER -> tokens.of(Long.toString(people.outsider));
      case UNKNOWN_TO_GITLAB -> tokens.of("carol");
      case ANONYMOUS -> null;
      case EXPIRED -> tokens.expired();
      case WRONG_AUDIENCE -> tokens.forAudience("another-service");
      case WRONG_ISSUER -> tokens.ofIssuer("https://elsewhere.example.com");
      case ALG_NONE -> tokens.unsigned();
      case KEY_CONFUSION -> tokens.signedWithPublicKeyAsSecret();
    };
  }

  private String path(Scope scope) {
    return switch (scope) {
      case OWN_GROUP -> "/api/v1/groups/2/amazon_q";
      case PARENT_GROUP -> "/api/v1/groups/1/amazon_q";
      case CHILD_GROUP -> "/api/v1/groups/3/amazon_q";
      case OTHER_GROUP -> "/api/v1/groups/4/amazon_q";
      case NEIGHBOUR_GROUP -> "/api/v1/groups/" + people.neighbour + "/amazon_q";
      case MISSING_GROUP -> "/api/v1/groups/999/amazon_q";
      case OWN_PROJECT -> "/api/v1/projects/2/amazon_q";
      case PARENT_PROJECT -> "/api/v1/projects/1/amazon_q";
      case CHILD_PROJECT -> "/api/v1/projects/3/amazon_q";
      case OTHER_PROJECT -> "/api/v1/projects/4/amazon_q";
      case NEIGHBOUR_PROJECT -> "/api/v1/projects/" + people.neighbourProject + "/amazon_q";
      case MISSING_PROJECT -> "/api/v1/projects/999/amazon_q";
    };
  }

  @Test
  void theClaimListsAllGroupsAndNoProjects() {
    String token = tokens.owning(Long.toString(people.owner), List.of("group-1/group-4"));

    assertThat(send(token, Operation.GET, path(Scope.OTHER_GROUP)).statusCode()).isEqualTo(200);
    assertThat(send(token, Operation.GET, path(Scope.OWN_GROUP)).statusCode()).isEqualTo(403);
    assertThat(send(token, Operation.GET, path(Scope.OWN_PROJECT)).statusCode()).isEqualTo(200);
    assertThat(send(token, Operation.GET, path(Scope.PARENT_PROJECT)).statusCode()).isEqualTo(403);
  }

  @Test
  void aMalformedClaimOwnsNothing() {
    for (Object odd :
        List.of(
            GROUP,
            List.of(7, true),
            List.of(""),
            List.of(),
            true,
            Map.of(GROUP, true),
            List.of(List.of(GROUP)),
            List.of("/" + GROUP, GROUP + "/", " " + GROUP, "/", "GROUP-1/GROUP-2"),
            Arrays.asList((Object) null))) {
      assertThat(send(tokens.owning("x", odd), Operation.PUT, path(Scope.OWN_GROUP)).statusCode())
          .as("%s", odd)
          .isEqualTo(403);
    }
  }

  @Test
  void anInvalidElementOfTheClaimTakesNothingFromTheOthers() {
    for (List<?> list :
        List.of(Arrays.asList(null, GROUP), Arrays.asList(7, GROUP, Map.of("a", 1), null))) {
      assertThat(send(tokens.owning("x", list), Operation.GET, path(Scope.OWN_GROUP)).statusCode())
          .as("%s", list)
          .isEqualTo(200);
    }
  }

  @Test
  void doesNotRevealWhetherAScopeExists() {
    for (String token :
        List.of(
            tokens.of(Long.toString(people.outsider)),
            tokens.of("carol"),
            tokens.owning("x", List.of("elsewhere")))) {
      for (List<Scope> pair :
          List.of(
              List.of(Scope.OTHER_GROUP, Scope.MISSING_GROUP),
              List.of(Scope.OTHER_PROJECT, Scope.MISSING_PROJECT))) {
        Response there = send(token, Operation.GET, path(pair.getFirst()));
        Response missing = send(token, Operation.GET, path(pair.getLast()));
        assertThat(missing.asString()).isEqualTo(there.asString());
        assertThat(missing.header("WWW-Authenticate")).contains("insufficient_scope");
        assertThat(missing.statusCode()).isEqualTo(there.statusCode()).isEqualTo(403);
      }
    }
  }

  @Test
  void failsClosedWhileGitLabIsUnavailable() {
    long unasked = gitlab().user("unasked");
    gitlab().member("groups/2", unasked, 50);
    String token = tokens.of(Long.toString(unasked));
    sandbox
        .faults()
        .setNext(1, "gitlab", "GetInheritedGroupMember", new Fault.Failure(500, "EDGE", "down"));

    assertThat(send(token, Operation.PUT, path(Scope.OWN_GROUP)).statusCode()).isEqualTo(503);
    assertThat(send(token, Operation.PUT, path(Scope.OWN_GROUP)).statusCode()).isEqualTo(200);
    long asked = sandbox.journal().count("gitlab", "GetInheritedGroupMember");
    assertThat(send(token, Operation.PUT, path(Scope.OWN_GROUP)).statusCode()).isEqualTo(200);
    assertThat(sandbox.journal().count("gitlab", "GetInheritedGroupMember")).isEqualTo(asked);
  }

  @Test
  void instanceSettingsRequireAnAdministrator() {
    for (Role role : EnumSet.of(Role.OWNER_BY_CLAIM, Role.OWNER_BY_GITLAB, Role.OUTSIDER)) {
      String token = Objects.requireNonNull(token(role));
      assertThat(SettingsApi.as(token).get(SettingsApi.SETTINGS).statusCode()).isEqualTo(403);
    }
  }

  private static Response send(@Nullable String token, Operation operation, String path) {
    RequestSpecification caller = SettingsApi.as(token);
    return switch (operation) {
      case GET -> caller.get(path);
      case PUT ->
          caller
              .header("If-Match", "*")
              .contentType(ContentType.JSON)
              .body("{\"availability\": \"default_on\"}")
              .put(path);
      case DELETE -> caller.header("If-Match", "*").delete(path);
    };
  }

  private GitLabPeople gitlab() {
    return new GitLabPeople(sandbox);
  }

  private static final class People {
    private long neighbour;
    private long neighbourProject;
    private long owner;
    private long projectOwner;
    private long maintainer;
    private long outsider;
  }
}
