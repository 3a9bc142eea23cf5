package io.quartermaster.settings.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Roles in another claim than groups, with the committed configuration. */
class AccessTokensTest {

  private static final String ADMINISTRATOR = "admin";

  private final KeyPair keys = TestIssuer.newKeys();
  private final Tokens tokens = new Tokens(keys.getPrivate(), keys.getPublic());
  private final JWTAuthContextInfo verification =
      new JWTAuthContextInfo(keys.getPublic(), TestIssuer.ISSUER);

  @BeforeEach
  void configure() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = getClass().getResourceAsStream("/application.properties")) {
      properties.load(file);
    }
    verification.setDefaultGroupsClaim(properties.getProperty("smallrye.jwt.claims.groups"));
    verification.setGroupsPath("realm_access/roles");
  }

  static Stream<Object> withTheRole() {
    return Stream.of(
        List.of(ADMINISTRATOR),
        Arrays.asList(null, ADMINISTRATOR),
        ADMINISTRATOR,
        "developer admin");
  }

  @ParameterizedTest
  @MethodSource("withTheRole")
  void readsTheRolesAtTheConfiguredPath(Object roles) throws ParseException {
    assertThat(rolesOf(Map.of("roles", roles))).contains(ADMINISTRATOR);
  }

  static Stream<Object> withoutTheRole() {
    return Stream.of(
        List.of(),
        List.of("developer"),
        List.of(ADMINISTRATOR, 7),
        List.of(List.of(ADMINISTRATOR)),
        7,
        true,
        Map.of(ADMINISTRATOR, true));
  }

  /** The token has the claim groups too, in which the issuer can list any groups of people. */
  @ParameterizedTest
  @MethodSource("withoutTheRole")
  void neverFallsBackToTheClaimGroups(Object roles) throws ParseException {
    assertThat(rolesOf(Map.of("roles", roles))).doesNotContain(ADMINISTRATOR);
  }

  @Test
  void grantsNoRoleWithoutTheConfiguredClaim() throws ParseException {
    assertThat(rolesOf(Map.of())).doesNotContain(ADMINISTRATOR);
    assertThat(rolesOf("admin")).doesNotContain(ADMINISTRATOR);
    assertThat(rolesOf(List.of(ADMINISTRATOR))).doesNotContain(ADMINISTRATOR);
  }

  private Iterable<String> rolesOf(Object claim) throws ParseException {
    return new AccessTokens()
        .parse(tokens.adminWith("realm_access", claim), verification)
        .getGroups();
  }
}
