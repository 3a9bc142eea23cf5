package io.quartermaster.iamprovisioner.decision;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.ACCOUNT;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProviderUrl;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.desired;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.quartermaster.aws.RoleArn;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLimitsTest {

  @Test
  void acceptsTheAccessOfTheDocumentation() {
    assertThat(AccessLimits.violation(aDesiredAccess())).isEmpty();
  }

  @Test
  void acceptsARoleWithAPathInEveryPartitionThatIsNotIsolated() {
    for (String partition : new String[] {"aws", "aws-cn", "aws-us-gov", "aws-eusc"}) {
      RoleArn role = new RoleArn(partition, ACCOUNT, "/division/team/", "a+b=c,d.e@f-g_h");

      assertThat(AccessLimits.violation(withRole(role))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "aws, /aws-reserved/sso.amazonaws.com/, role_unmodifiable, IAM Identity Center",
    "aws, /aws-service-role/q.amazonaws.com/, role_unmodifiable, service-linked",
    "aws-iso, /, aws_partition_unsupported, isolated partition aws-iso",
    "aws-iso-b, /team/, aws_partition_unsupported, isolated partition aws-iso-b"
  })
  void rejectsRolesThatCannotBeSetUpButNotTheirTeardown(
      String partition, String path, String code, String cause) {
    DesiredAccess desired = withRole(new RoleArn(partition, ACCOUNT, path, "Q"));

    assertThat(AccessLimits.violation(desired))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.detail()).contains(desired.role().text(), cause);
              assertThat(refusal.remedy()).startsWith("Use ");
            });
    assertThat(
            AccessLimits.violation(
                new DesiredAccess(desired.target(), desired.rules(), DesiredState.ABSENT)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("badRoles")
  void rejectsInvalidRoleArns(RoleArn role) {
    assertThat(AccessLimits.violation(withRole(role)))
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("invalid_role_arn"));
  }

  static Stream<Arguments> badRoles() {
    return Stream.of(
        argumentSet("partition", new RoleArn("aws-moon", ACCOUNT, "/", "Q")),
        argumentSet("account of 9 digits", new RoleArn("aws", "123456789", "/", "Q")),
        argumentSet("no name", new RoleArn("aws", ACCOUNT, "/", "")),
        argumentSet("name of 65", new RoleArn("aws", ACCOUNT, "/", "q".repeat(65))),
        argumentSet("blank in name", new RoleArn("aws", ACCOUNT, "/", "Q Access")),
        argumentSet("umlaut in name", new RoleArn("aws", ACCOUNT, "/", "Qä")),
        argumentSet("open path", new RoleArn("aws", ACCOUNT, "/team", "Q")),
        argumentSet("long path", new RoleArn("aws", ACCOUNT, "/" + "p".repeat(511) + "/", "Q")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://auth.token.gitlab.com/cc/oidc/1",
        "https://auth.token.gitlab.com/cc/oidc/1/",
        "https://auth.token.gitlab.com:443/cc/oidc/1",
        "https://auth.token.gitlab.com/cc/oidc/1?a=b",
        "https://auth.token.gitlab.com/cc/oidc/1#f",
        "https://me@auth.token.gitlab.com/cc/oidc/1",
        "https://Auth.token.gitlab.com/cc/oidc/1",
        "https://auth.token.gitlab.com//cc",
        "https://"
      })
  void rejectsInvalidProviderUrls(String url) {
    URI provider = url.equals("https://") ? URI.create("https:///") : URI.create(url);

    assertThat(AccessLimits.violation(desired(aRole(), provider, "aud")))
        .hasValueSatisfying(
            refusal -> assertThat(refusal.code()).isEqualTo("invalid_provider_url"));
  }

  @Test
  void rejectsAProviderUrlOf256Characters() {
    URI url = URI.create("https://a.example/" + "p".repeat(256 - "https://a.example/".length()));

    assertThat(AccessLimits.violation(desired(aRole(), url, "aud"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with blank", "quo\"te", "\u00e9", "${aws:username}"})
  void rejectsInvalidAudiences(String audience) {
    assertThat(AccessLimits.violation(desired(aRole(), aProviderUrl(), audience)))
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("invalid_audience"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a;b", "\uD83D\uDE00", "\u4E2D"})
  void rejectsInstanceUidsThatAreNoTagValue(String uid) {
    var target = new AccessTarget(uid, aRole(), aProviderUrl(), "aud", PreviousResources.none());

    assertThat(
            AccessLimits.violation(
                new DesiredAccess(
                    target, AccessRules.of(AccessFixtures.INLINE), DesiredState.PRESENT)))
        .hasValueSatisfying(
            refusal -> assertThat(refusal.code()).isEqualTo("invalid_instance_uid"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"arn:aws:iam::123456789012:policy/a/b", "arn:aws:iam::aws:policy/ReadOnlyAccess"})
  void acceptsABoundaryOfTheAccountOrOfAws(String arn) {
    assertThat(AccessLimits.violation(bounded(arn))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::999999999999:policy/a",
        "arn:aws-cn:iam::123456789012:policy/a",
        "arn:aws:iam::123456789012:role/a",
        "a"
      })
  void rejectsInvalidBoundaries(String arn) {
    assertThat(AccessLimits.violation(bounded(arn)))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.code()).isEqualTo("invalid_permissions_boundary");
              assertThat(refusal.remedy()).contains("iam-provisioner.permissions-boundary");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u201cquoted\u201d", "\uD83D\uDE00", "null\u0000", "LONG"})
  void rejectsInvalidDescriptionsAndNamesTheConfigurationKey(String text) {
    String description = text.equals("LONG") ? "d".repeat(1001) : text;

    assertThat(AccessLimits.violation(described(description)))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.code()).isEqualTo("invalid_role_description");
              assertThat(refusal.remedy()).contains("iam-provisioner.role-description");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "caf\u00e9\n\ttwo lines", "LONG"})
  void acceptsValidDescriptions(String text) {
    assertThat(AccessLimits.violation(described(text.equals("LONG") ? "d".repeat(1000) : text)))
        .isEmpty();
  }

  private static DesiredAccess described(String description) {
    return AccessFixtures.aDesiredAccess(
        new AccessRules(AccessFixtures.INLINE, description, null, false, Map.of()));
  }

  private static DesiredAccess bounded(String arn) {
    return AccessFixtures.aDesiredAccess(
        new AccessRules(AccessFixtures.INLINE, null, arn, false, Map.of()));
  }

  private static DesiredAccess withRole(RoleArn role) {
    return desired(role, aProviderUrl(), "aud");
  }
}
