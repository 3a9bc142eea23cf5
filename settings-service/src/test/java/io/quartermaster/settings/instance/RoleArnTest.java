package io.quartermaster.settings.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.settings.instance.RoleArn.Parsed;
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
  void readsTheParts(String text, String partition, String account, String path, String name) {
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
        "arn:aws:sts::123456789012:assumed-role/Role/session|ARN of IAM",
        "arn:aws:iam:us-east-1:123456789012:role/Role|no region",
        "arn:aws:iam::123456789:role/QDeveloperAccess|exactly 12 digits: this one has 9",
        "arn:aws:iam::1234567890123:role/Role|exactly 12 digits: this one has 13",
        "arn:aws:iam::12345678901x:role/Role|this one is not a number",
        "arn:aws:iam::١٢٣٤٥٦٧٨٩٠١٢:role/Role|this one is not a number",
        "arn:aws:iam:::role/Role|this one is not a number",
        "arn:aws:iam::123456789012:user/Role|Must name a role",
        "arn:aws:iam::123456789012:role|Must name a role",
        "arn:aws:iam::123456789012:role/|name of the role",
        "arn:aws:iam::123456789012:role/path/|name of the role",
        "arn:aws:iam::123456789012:role/Rôle|name of the role",
        "arn:aws:iam::123456789012:role/with blank|name of the role",
        "arn:aws:iam::123456789012:role/with blank/Role|path of the role",
        "arn:aws:iam::123456789012:role/pâth/Role|path of the role",
      })
  void reportsTheReason(String text, String reason) {
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
  void limitsNameAndPath() {
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
  void accountsDifferByPartition() {
    RoleArn role = parsed("arn:aws:iam::123456789012:role/Role");

    assertThat(role.sameAccountAs(parsed("arn:aws:iam::123456789012:role/other/Path"))).isTrue();
    assertThat(role.sameAccountAs(parsed("arn:aws:iam::210987654321:role/Role"))).isFalse();
    assertThat(role.sameAccountAs(parsed("arn:aws-cn:iam::123456789012:role/Role"))).isFalse();
  }

  static List<String> partitions() {
    return RoleArn.PARTITIONS;
  }

  private static RoleArn parsed(String text) {
    return ((Parsed.Valid) RoleArn.parse(text)).arn();
  }
}
