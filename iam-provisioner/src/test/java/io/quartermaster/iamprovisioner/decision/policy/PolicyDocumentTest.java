package io.quartermaster.iamprovisioner.decision.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyDocumentTest {
  private static final String TRUST =
      TrustPolicy.document("arn:aws:iam::123456789012:oidc-provider/a.b/c", "a.b/c:aud", "aud-1");
  private static final String PERMISSIONS = PermissionsPolicy.CURRENT.document("aws");

  @ParameterizedTest
  @MethodSource("harmless")
  void ignoresFormatting(String one, String other) {
    assertThat(PolicyDocument.sameMeaning(one, other)).isTrue();
    assertThat(PolicyDocument.sameMeaning(other, one)).isTrue();
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        argumentSet("itself", TRUST, TRUST),
        argumentSet("white space", TRUST, TRUST.replace(",", " ,\r\n\t")),
        argumentSet("action in a list", TRUST, withList(TRUST, "sts:AssumeRoleWithWebIdentity")),
        argumentSet("audience in a list", TRUST, withList(TRUST, "aud-1")),
        argumentSet(
            "principal in a list",
            TRUST,
            withList(TRUST, "arn:aws:iam::123456789012:oidc-provider/a.b/c")),
        argumentSet(
            "one statement outside a list",
            TRUST,
            TRUST.replace("[{\"Effect\"", "{\"Effect\"").replace("}}}]}", "}}}}")),
        argumentSet(
            "order of keys",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:b\"}}",
            "{\"Statement\":{\"Action\":\"a:b\",\"Effect\":\"Allow\"},\"Version\":\"2012-10-17\"}"),
        argumentSet(
            "order of actions",
            PERMISSIONS,
            PERMISSIONS.replace(
                "\"q:CreatePlugin\",\"q:DeletePlugin\"", "\"q:DeletePlugin\",\"q:CreatePlugin\"")),
        argumentSet(
            "an action twice",
            PERMISSIONS,
            PERMISSIONS.replace("\"q:SendEvent\"", "\"q:SendEvent\",\"q:SendEvent\"")),
        argumentSet(
            "order of statements",
            "{\"Statement\":[{\"Sid\":\"a\"},{\"Sid\":\"b\"}]}",
            "{\"Statement\":[{\"Sid\":\"b\"},{\"Sid\":\"a\"}]}"),
        argumentSet("escapes", TRUST, TRUST.replace("/", "\\/").replace("aud-1", "\\u0061ud-1")));
  }

  @ParameterizedTest
  @MethodSource("meaningful")
  void detectsChangedMeaning(String one, String other) {
    assertThat(PolicyDocument.sameMeaning(one, other)).isFalse();
    assertThat(PolicyDocument.sameMeaning(other, one)).isFalse();
  }

  static Stream<Arguments> meaningful() {
    String condition = "\"Condition\":{\"StringEquals\":{\"a.b/c:aud\":\"aud-1\"}}";
    return Stream.of(
        argumentSet("nothing", TRUST, ""),
        argumentSet("no JSON", TRUST, TRUST + "}"),
        argumentSet("trailing comma", TRUST, TRUST.replace("aud-1\"", "aud-1\",")),
        argumentSet("in a list", TRUST, "[" + TRUST + "]"),
        argumentSet("deny", TRUST, TRUST.replace("Allow", "Deny")),
        argumentSet("lower case effect", TRUST, TRUST.replace("Allow", "allow")),
        argumentSet("other version", TRUST, TRUST.replace("2012-10-17", "2008-10-17")),
        argumentSet("no version", TRUST, TRUST.replace("\"Version\":\"2012-10-17\",", "")),
        argumentSet("an id", TRUST, TRUST.replace("{\"Version\"", "{\"Id\":\"x\",\"Version\"")),
        argumentSet("a sid", TRUST, TRUST.replace("{\"Effect\"", "{\"Sid\":\"x\",\"Effect\"")),
        argumentSet("old key", TRUST, TRUST.replace(":aud\"", "\"")),
        argumentSet("other operator", TRUST, TRUST.replace("StringEquals", "StringLike")),
        argumentSet("no condition", TRUST, TRUST.replace("," + condition, "")),
        argumentSet("one more audience", TRUST, TRUST.replace("\"aud-1\"", "[\"aud-1\",\"*\"]")),
        argumentSet(
            "condition twice", TRUST, TRUST.replace(condition, condition + "," + condition)),
        argumentSet("empty condition", TRUST, TRUST.replace(condition, "\"Condition\":{}")),
        argumentSet("audience is true", TRUST, TRUST.replace("\"aud-1\"", "true")),
        argumentSet("audience is null", TRUST, TRUST.replace("\"aud-1\"", "null")),
        argumentSet("no audience", TRUST, TRUST.replace("\"aud-1\"", "[]")),
        argumentSet("NotPrincipal", TRUST, TRUST.replace("\"Principal\"", "\"NotPrincipal\"")),
        argumentSet("NotAction", TRUST, TRUST.replace("\"Action\"", "\"NotAction\"")),
        argumentSet(
            "everyone", TRUST, TRUST.replaceAll("\"Principal\":\\{[^}]*}", "\"Principal\":\"*\"")),
        argumentSet("AWS principal", TRUST, TRUST.replace("\"Federated\"", "\"AWS\"")),
        argumentSet("no principal", TRUST, TRUST.replaceAll("\"Principal\":\\{[^}]*},", "")),
        argumentSet("unknown key", TRUST, TRUST.replace("{\"Effect\"", "{\"X\":\"y\",\"Effect\"")),
        argumentSet(
            "unknown key above", TRUST, TRUST.replace("{\"Version\"", "{\"X\":\"y\",\"Version\"")),
        argumentSet("a statement twice", twice(TRUST), TRUST),
        argumentSet("wider resource", PERMISSIONS, PERMISSIONS.replace("arn:aws:qdeveloper", "*")));
  }

  private static String twice(String policy) {
    String statement = policy.substring(policy.indexOf('[') + 1, policy.lastIndexOf(']'));
    return policy.replace("[" + statement + "]", "[" + statement + "," + statement + "]");
  }

  private static String withList(String policy, String value) {
    return policy.replace("\"" + value + "\"", "[\"" + value + "\"]");
  }
}
