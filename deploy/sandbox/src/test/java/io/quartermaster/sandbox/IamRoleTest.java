package io.quartermaster.sandbox;

import static io.quartermaster.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

class IamRoleTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private final Clients clients = RUNNING.clients();
  private final IamClient iam = clients.iam();

  @BeforeEach
  void createProvider() {
    clients.createProvider();
  }

  private Role create(String name) {
    return iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(clients.trust())).role();
  }

  private Role get(String name) {
    return iam.getRole(r -> r.roleName(name)).role();
  }

  @Test
  void returnsAllMembersOfARole() {
    Role created =
        iam.createRole(
                r ->
                    r.roleName("Q+=,.@-_")
                        .path("/duo/q/")
                        .description("Größe 1")
                        .assumeRolePolicyDocument(clients.trust().replace(",", ", "))
                        .maxSessionDuration(43200)
                        .tags(tag("Owner", "quartermaster")))
            .role();
    assertThat(created.arn()).isEqualTo(Clients.roleArn("duo/q/Q+=,.@-_"));
    Role read = get("Q+=,.@-_");
    assertThat(read.roleId()).isEqualTo(created.roleId()).startsWith("AROA").hasSize(21);
    assertThat(read.path()).isEqualTo("/duo/q/");
    assertThat(read.description()).isEqualTo("Größe 1");
    assertThat(read.maxSessionDuration()).isEqualTo(43200);
    assertThat(read.tags()).containsExactly(tag("Owner", "quartermaster"));
    assertThat(read.assumeRolePolicyDocument()).contains("%20").doesNotContain("+", " ", "{");
    assertThat(URLDecoder.decode(read.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
        .isEqualTo(clients.trust().replace(",", ", "));
    assertThat(read.createDate()).isNotNull();
  }

  @Test
  void requiresUniqueNamesIgnoringCase() {
    create("QDeveloperAccess");
    assertRefused(
        () -> create("qdeveloperaccess"),
        409,
        "EntityAlreadyExists",
        "Role with name qdeveloperaccess already exists.");
    assertThat(get("QDEVELOPERACCESS").roleName()).isEqualTo("QDeveloperAccess");
  }

  @Test
  void namesAMissingRole() {
    assertRefused(
        () -> get("Nobody"), 404, "NoSuchEntity", "The role with name Nobody cannot be found.");
  }

  @Test
  void reportsAllViolationsTogether() {
    assertRefused(
        () ->
            iam.createRole(
                r -> r.roleName("not ok").maxSessionDuration(1).path("no").description("a\u0001")),
        400,
        "ValidationError",
        "5 validation errors detected: ");
    assertRefused(
        () -> get("x".repeat(65)),
        400,
        "ValidationError",
        "1 validation error detected: Value '"
            + "x".repeat(65)
            + "' at 'roleName' failed to satisfy constraint: Member must have length less than or"
            + " equal to 64");
    assertRefused(
        () ->
            iam.createRole(
                r ->
                    r.roleName("a")
                        .assumeRolePolicyDocument(clients.trust())
                        .maxSessionDuration(43201)),
        400,
        "ValidationError",
        "Member must have value less than or equal to 43200");
    assertRefused(
        () -> iam.createRole(r -> r.roleName("a").assumeRolePolicyDocument("{\"a\":\"\u4e2d\"}")),
        400,
        "ValidationError",
        "assumeRolePolicyDocument");
  }

  @Test
  void resetsTheDurationWhenAnUpdateOmitsIt() {
    iam.createRole(
        r ->
            r.roleName("Q")
                .assumeRolePolicyDocument(clients.trust())
                .maxSessionDuration(43200)
                .description("old"));
    iam.updateRole(r -> r.roleName("Q").description("new"));
    assertThat(get("Q").maxSessionDuration()).isEqualTo(3600);
    assertThat(get("Q").description()).isEqualTo("new");
    iam.updateRole(r -> r.roleName("Q").maxSessionDuration(43200));
    assertThat(get("Q").maxSessionDuration()).isEqualTo(43200);
  }

  @Test
  void replacesTheTrustPolicy() {
    create("Q");
    String other = clients.trust(clients.issuer());
    iam.updateAssumeRolePolicy(r -> r.roleName("Q").policyDocument(other));
    assertThat(URLDecoder.decode(get("Q").assumeRolePolicyDocument(), StandardCharsets.UTF_8))
        .isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource({
    "AWSServiceRoleForSupport, /aws-service-role/",
    "AWSReservedSSO_AdministratorAccess_0123456789abcdef, /aws-reserved/"
  })
  void refusesChangesOfRolesThatOnlyAwsCanChange(String name, String path) {
    assertThat(get(name).path()).startsWith(path);
    List.<Runnable>of(
            () -> iam.updateRole(r -> r.roleName(name)),
            () -> iam.updateAssumeRolePolicy(r -> r.roleName(name).policyDocument(clients.trust())),
            () -> iam.tagRole(r -> r.roleName(name).tags(tag("a", "b"))),
            () -> iam.putRolePolicy(r -> r.roleName(name).policyName("p").policyDocument("{}")),
            () ->
                iam.attachRolePolicy(
                    r -> r.roleName(name).policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess")),
            () -> iam.deleteRole(r -> r.roleName(name)))
        .forEach(
            change ->
                assertRefused(
                    change::run,
                    400,
                    "UnmodifiableEntity",
                    "Cannot perform the operation on the protected role '%s'".formatted(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "/aws-service-role/q.amazonaws.com/, InvalidInput, can only be used for AWS Service linked",
    "/aws-reserved/sso.amazonaws.com/, UnmodifiableEntity, only modifiable by AWS"
  })
  void refusesToCreateRolesUnderReservedPaths(String path, String code, String message) {
    assertRefused(
        () ->
            iam.createRole(
                r -> r.roleName("Q").path(path).assumeRolePolicyDocument(clients.trust())),
        400,
        code,
        message);
  }

  @Test
  void pagesListsAndOmitsTags() {
    IntStream.range(0, 5)
        .forEach(
            i ->
                iam.createRole(
                    r ->
                        r.roleName("role-" + i)
                            .assumeRolePolicyDocument(clients.trust())
                            .tags(tag("a", "b"))));
    List<Role> roles = iam.listRolesPaginator(r -> r.maxItems(2)).roles().stream().toList();
    assertThat(roles).extracting(Role::roleName).hasSize(7).contains("role-0", "role-4");
    assertThat(roles).allSatisfy(role -> assertThat(role.tags()).isEmpty());
    assertRefused(() -> iam.listRoles(r -> r.maxItems(1001)), 400, "ValidationError", "maxItems");
    assertRefused(() -> iam.listRoles(r -> r.marker("%%")), 400, "ValidationError", "Marker");
  }

  @Test
  void ignoresTheCaseOfTagKeys() {
    create("Q");
    iam.tagRole(r -> r.roleName("Q").tags(tag("Owner", "a")));
    iam.tagRole(r -> r.roleName("Q").tags(tag("OWNER", "b")));
    assertThat(get("Q").tags()).containsExactly(tag("OWNER", "b"));
    assertRefused(
        () -> iam.tagRole(r -> r.roleName("Q").tags(tag("a", "1"), tag("A", "2"))),
        400,
        "InvalidInput",
        "Duplicate tag keys found.");
    iam.untagRole(r -> r.roleName("Q").tagKeys("owner"));
    assertThat(get("Q").tags()).isEmpty();
  }

  @Test
  void limitsTagsAndRejectsInvalidOnes() {
    create("Q");
    List<Tag> fifty = IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "v")).toList();
    iam.tagRole(r -> r.roleName("Q").tags(fifty));
    assertRefused(
        () -> iam.tagRole(r -> r.roleName("Q").tags(tag("k50", "v"))),
        409,
        "LimitExceeded",
        "maximum limit");
    assertRefused(
        () ->
            iam.createRole(
                r ->
                    r.roleName("Tagged")
                        .assumeRolePolicyDocument(clients.trust())
                        .tags(tag("fine", "yes"), tag("bad<", "no"))),
        400,
        "ValidationError",
        "tags.2.member.key");
    assertRefused(() -> get("Tagged"), 404, "NoSuchEntity", "Tagged");
  }

  @Test
  void deletesOnlyARoleWithoutPoliciesAndProfiles() {
    create("Q");
    iam.putRolePolicy(
        p -> p.roleName("Q").policyName("inline").policyDocument(Clients.PERMISSIONS));
    String managed = "arn:aws:iam::aws:policy/GitLabDuoWithAmazonQPermissionsPolicy";
    iam.attachRolePolicy(p -> p.roleName("Q").policyArn(managed));
    iam.createInstanceProfile(p -> p.instanceProfileName("profile"));
    iam.addRoleToInstanceProfile(p -> p.instanceProfileName("profile").roleName("Q"));
    assertThat(iam.listInstanceProfilesForRole(r -> r.roleName("Q")).instanceProfiles())
        .singleElement()
        .satisfies(profile -> assertThat(profile.roles()).hasSize(1));

    assertDeleteConflict("must remove roles from instance profile first.");
    iam.removeRoleFromInstanceProfile(p -> p.instanceProfileName("profile").roleName("Q"));
    assertDeleteConflict("Cannot delete entity, must detach all policies first.");
    iam.detachRolePolicy(p -> p.roleName("Q").policyArn(managed));
    assertDeleteConflict("Cannot delete entity, must delete policies first.");
    iam.deleteRolePolicy(p -> p.roleName("Q").policyName("inline"));
    iam.deleteRole(r -> r.roleName("Q"));
    assertRefused(() -> iam.deleteRole(r -> r.roleName("Q")), 404, "NoSuchEntity", "Q");
  }

  private void assertDeleteConflict(String message) {
    assertRefused(() -> iam.deleteRole(r -> r.roleName("Q")), 409, "DeleteConflict", message);
  }

  @Test
  void givesARecreatedRoleANewId() {
    String first = create("Q").roleId();
    iam.deleteRole(r -> r.roleName("Q"));
    assertThat(create("Q").roleId()).isNotEqualTo(first);
  }

  @Test
  void requiresAnExistingPolicyAsBoundary() {
    create("Q");
    String unknown = "arn:aws:iam::123456789012:policy/limit";
    assertRefused(
        () -> iam.putRolePermissionsBoundary(r -> r.roleName("Q").permissionsBoundary(unknown)),
        404,
        "NoSuchEntity",
        unknown);
    String known = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    iam.putRolePermissionsBoundary(r -> r.roleName("Q").permissionsBoundary(known));
    assertThat(get("Q").permissionsBoundary().permissionsBoundaryArn()).isEqualTo(known);
    assertThat(get("Q").permissionsBoundary().permissionsBoundaryTypeAsString())
        .isEqualTo("Policy");
    iam.deleteRolePermissionsBoundary(r -> r.roleName("Q"));
    assertThat(get("Q").permissionsBoundary()).isNull();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
