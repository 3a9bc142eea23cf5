package io.quartermaster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.aws.RoleArn.Parsed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleArnTest {

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::123456789012:role/QDeveloperAccess, aws, 123456789012, /, QDeveloperAccess",
    "arn:aws-cn:iam::000000000001:role/a, aws-cn, 000000000001, /, a",
    "arn:aws-us-gov:iam::123456789012:role/team/q/Role+=.@_-x, aws-us-gov, 123456789012, /team/q/,"
        + " Role+=.@_-x",
    "arn:aws:iam::123456789012:role/a:b/c!~/Role, aws, 123456789012, /a:b/c!~/, Role",
    "arn:aws:iam::123456789012:role//double//Role, aws, 123456789012, //double//, Role",
  })
  void parsesTheParts(String text, String partition, String account, String path, String name) {
    assertThat(RoleArn.parse(text))
        .isEqualTo(new Parsed.Valid(new RoleArn(partition, account, path, name)));
    assertThat(text).matches(RoleArn.FORM);
  }

  @ParameterizedTest
  @MethodSource("partitions")
  void acceptsEveryPartition(String partition) {
    String text = "arn:" + partition + ":iam::123456789012:role/path/Role";

    assertThat(RoleArn.parse(text)).isInstanceOf(Parsed.Valid.class);
    assertThat(parsed(text)).hasToString(text);
    assertThat(text).matches(RoleArn.FORM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Must be the ARN of an IAM role",
        "QDeveloperAccess|Must be the ARN of an IAM role",
        "arn:aws:iam::123456789012|Must be the ARN of an IAM role",
        "' arn:aws:iam::123456789012:role/Role'|Must be the ARN of an IAM role",
        "ARN:aws:iam::123456789012:role/Role|Must be the ARN of an IAM role",
        "arn:aws-moon:iam::123456789012:role/Role|AWS partition",
        "arn:AWS:iam::123456789012:role/Role|AWS partition",
        "arn:aws:sts::123456789012:assumed-role/Role/session|IAM ARN",
        "arn:aws:iam:us-east-1:123456789012:role/Role|no region",
        "arn:aws:iam::123456789:role/QDeveloperAccess|exactly 12 digits; this one has 9",
        "arn:aws:iam::1234567890123:role/Role|exactly 12 digits; this one has 13",
        "arn:aws:iam::12345678901x:role/Role|this one is not a number",
        "arn:aws:iam::١٢٣٤٥٦٧٨٩٠١٢:role/Role|this one is not a number",
        "arn:aws:iam:::role/Role|this one is not a number",
        "arn:aws:iam::123456789012:user/Role|Must name a role",
        "arn:aws:iam::123456789012:role|Must name a role",
        "arn:aws:iam::123456789012:role/|role name",
        "arn:aws:iam::123456789012:role/path/|role name",
        "arn:aws:iam::123456789012:role/Rôle|role name",
        "arn:aws:iam::123456789012:role/with blank|role name",
        "arn:aws:iam::123456789012:role/with blank/Role|role path",
        "arn:aws:iam::123456789012:role/pâth/Role|role path",
      })
  void rejectsWithTheReason(String text, String reason) {
    assertThat(RoleArn.parse(text))
        .isInstanceOfSatisfying(
            Parsed.Malformed.class, malformed -> assertThat(malformed.reason()).contains(reason));
    assertThat(text).doesNotMatch(RoleArn.FORM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\t", "\0"})
  void rejectsControlCharacters(String tail) {
    assertThat(RoleArn.parse("arn:aws:iam::123456789012:role/Role" + tail))
        .isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void enforcesTheLengthLimitsOfNameAndPath() {
    String start = "arn:aws:iam::123456789012:role/";

    for (String good : List.of("n".repeat(64), "p".repeat(510) + "/n")) {
      assertThat(RoleArn.parse(start + good)).isInstanceOf(Parsed.Valid.class);
      assertThat(start + good).matches(RoleArn.FORM);
    }
    for (String bad :
        List.of("n".repeat(65), "p".repeat(511) + "/n", "/n", "//", "/".repeat(100_000))) {
      assertThat(RoleArn.parse(start + bad)).isInstanceOf(Parsed.Malformed.class);
      assertThat(start + bad).doesNotMatch(RoleArn.FORM);
    }
  }

  @Test
  void comparesAccountsWithinAPartition() {
    RoleArn role = parsed("arn:aws:iam::123456789012:role/Role");

    assertThat(role.sameAccountAs(parsed("arn:aws:iam::123456789012:role/other/Path"))).isTrue();
    assertThat(role.sameAccountAs(parsed("arn:aws:iam::210987654321:role/Role"))).isFalse();
    assertThat(role.sameAccountAs(parsed("arn:aws-cn:iam::123456789012:role/Role"))).isFalse();
  }

  @Test
  void identityIgnoresLetterCaseAndPath() {
    assertThat(parsed("arn:aws:iam::123456789012:role/team/Q").identity())
        .isEqualTo(parsed("arn:aws:iam::123456789012:role/q").identity())
        .isNotEqualTo(parsed("arn:aws-cn:iam::123456789012:role/q").identity());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_1|"
            + "IAM Identity Center",
        "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_A_1|"
            + "IAM Identity Center",
        "arn:aws-us-gov:iam::123456789012:role/aws-reserved/Q|IAM Identity Center",
        "arn:aws:iam::123456789012:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForQ|"
            + "service-linked roles",
        "arn:aws-iso:iam::123456789012:role/Q|isolated partition aws-iso,",
        "arn:aws-iso-b:iam::123456789012:role/Q|isolated partition aws-iso-b,",
        "arn:aws-iso-e:iam::123456789012:role/Q|isolated partition aws-iso-e,",
        "arn:aws-iso-f:iam::123456789012:role/team/Q|isolated partition aws-iso-f,",
      })
  void namesWhyARoleCannotBeSetUp(String text, String reason) {
    assertThat(RoleArn.parse(text)).isInstanceOf(Parsed.Valid.class);
    assertThat(parsed(text).unsupported())
        .hasValueSatisfying(
            it -> {
              assertThat(it.cause()).contains(reason);
              assertThat(it.remedy()).startsWith("Use ");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::123456789012:role/service-role/Q",
        "arn:aws:iam::123456789012:role/aws-reserved",
        "arn:aws:iam::123456789012:role/team/aws-reserved/Q",
        "arn:aws:iam::123456789012:role/aws-reserved-q/Q",
        "arn:aws-cn:iam::123456789012:role/Q",
        "arn:aws-us-gov:iam::123456789012:role/Q",
        "arn:aws-eusc:iam::123456789012:role/Q"
      })
  void supportsRolesUnderSimilarPathsAndInOtherPartitions(String text) {
    assertThat(parsed(text).unsupported()).isEmpty();
  }

  @Test
  void namesTheProblemOfPartsThatAnEventCarries() {
    assertThat(new RoleArn("aws", "123456789", "/", "Q").problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("exactly 12 digits"));
    assertThat(new RoleArn("aws", "123456789012", "/open", "Q").problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("role path"));
  }

  static List<String> partitions() {
    return RoleArn.PARTITIONS;
  }

  private static RoleArn parsed(String text) {
    return ((Parsed.Valid) RoleArn.parse(text)).arn();
  }
}
