package io.quartermaster.iamprovisioner.decision.policy;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyDocumentTest {
  private static final String TRUST =
      TrustPolicy.document("arn:aws:iam::123456789012:oidc-provider/a.b/c", "a.b/c:aud", "aud-1");
  private static final String PERMISSIONS = PermissionsPolicy.CURRENT.document("aws");

  @ParameterizedTest
  @MethodSource("harmless")
  void ignoresWhatAwsIgnores(String one, String other) {
    assertThat(PolicyDocument.sameMeaning(one, other)).isTrue();
    assertThat(PolicyDocument.sameMeaning(other, one)).isTrue();
  }

  static Stream<Arguments> harmless() {
    return Stream.of(spelling(), silence(), conditions(), statements()).flatMap(it -> it);
  }

  private static Stream<Arguments> spelling() {
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
            policy(allow("\"a:b\"", "\"*\""), allow("\"a:c\"", "\"*\"")),
            policy(allow("\"a:c\"", "\"*\""), allow("\"a:b\"", "\"*\""))),
        argumentSet(
            "upper-case actions",
            TRUST,
            TRUST.replace("sts:AssumeRoleWithWebIdentity", "STS:assumerolewithwebidentity")),
        argumentSet(
            "an action in two letter cases",
            PERMISSIONS,
            PERMISSIONS.replace("\"q:SendEvent\"", "\"q:SendEvent\",\"Q:sendevent\"")),
        argumentSet(
            "an excluded action in another letter case",
            policy("{\"Effect\":\"Deny\",\"NotAction\":\"q:A\",\"Resource\":\"*\"}"),
            policy("{\"Effect\":\"Deny\",\"NotAction\":[\"Q:a\"],\"Resource\":\"*\"}")),
        argumentSet("everyone", trusting("\"*\""), trusting("{\"AWS\":\"*\"}")),
        argumentSet(
            "the root of an account",
            trusting("{\"AWS\":[\"123456789012\"]}"),
            trusting("{\"AWS\":\"arn:aws:iam::123456789012:root\"}")),
        argumentSet("escapes", TRUST, TRUST.replace("/", "\\/").replace("aud-1", "\\u0061ud-1")));
  }

  /** Elements that have no effect on the evaluation. */
  private static Stream<Arguments> silence() {
    return Stream.of(
        argumentSet(
            "an empty sid", TRUST, TRUST.replace("{\"Effect\"", "{\"Sid\":\"\",\"Effect\"")),
        argumentSet("a sid", TRUST, TRUST.replace("{\"Effect\"", "{\"Sid\":\"x\",\"Effect\"")),
        argumentSet("no sids", PERMISSIONS, PERMISSIONS.replaceAll("\"Sid\":\"[A-Za-z]+\",", "")),
        argumentSet(
            "other sids",
            PERMISSIONS,
            PERMISSIONS.replace("GitLabDuoUsagePermissions", "VisualEditor0")),
        argumentSet("an id", TRUST, TRUST.replace("{\"Version\"", "{\"Id\":\"x\",\"Version\"")),
        argumentSet(
            "an empty id", TRUST, TRUST.replace("{\"Version\"", "{\"Id\":\"\",\"Version\"")),
        argumentSet("the old version", TRUST, TRUST.replace("2012-10-17", "2008-10-17")),
        argumentSet("no version", TRUST, TRUST.replace("\"Version\":\"2012-10-17\",", "")),
        argumentSet(
            "an empty condition",
            PERMISSIONS,
            PERMISSIONS.replace("{\"Sid\"", "{\"Condition\":{},\"Sid\"")),
        argumentSet(
            "an operator without keys",
            TRUST,
            TRUST.replace("\"Condition\":{", "\"Condition\":{\"Bool\":{},")));
  }

  private static Stream<Arguments> conditions() {
    return Stream.of(
        argumentSet("a key in another letter case", TRUST, TRUST.replace("a.b/c:aud", "A.b/C:AUD")),
        argumentSet(
            "an audience twice", TRUST, TRUST.replace("\"aud-1\"", "[\"aud-1\",\"aud-1\"]")),
        argumentSet("a boolean", condition("Bool", "true"), condition("Bool", "\"true\"")),
        argumentSet(
            "booleans in a list", condition("Bool", "[false]"), condition("Bool", "\"false\"")),
        argumentSet(
            "a number",
            condition("NumericEquals", "43200"),
            condition("NumericEquals", "[\"43200\"]")));
  }

  /** How actions, resources and principals are distributed over statements. */
  private static Stream<Arguments> statements() {
    return Stream.of(
        argumentSet("a statement twice", twice(TRUST), TRUST),
        argumentSet(
            "a statement for each action",
            policy(allow("[\"a:b\",\"a:c\"]", "\"*\"")),
            policy(allow("\"a:b\"", "\"*\""), allow("\"a:c\"", "\"*\""))),
        argumentSet(
            "a statement for each resource",
            policy(allow("\"a:b\"", "[\"x\",\"y\"]")),
            policy(allow("\"a:b\"", "\"x\""), allow("\"a:b\"", "\"y\""))),
        argumentSet(
            "an action in two statements",
            policy(allow("[\"a:b\",\"a:c\"]", "\"*\""), allow("\"a:c\"", "\"*\"")),
            policy(allow("\"a:c\"", "\"*\""), allow("\"a:b\"", "\"*\""))),
        argumentSet(
            "the same sid for two statements",
            PERMISSIONS,
            PERMISSIONS.replaceAll("\"Sid\":\"[A-Za-z]+\"", "\"Sid\":\"\"")));
  }

  @ParameterizedTest
  @MethodSource("meaningful")
  void detectsChangedMeaning(String one, String other) {
    assertThat(PolicyDocument.sameMeaning(one, other)).isFalse();
    assertThat(PolicyDocument.sameMeaning(other, one)).isFalse();
  }

  static Stream<Arguments> meaningful() {
    return Stream.of(elements(), values(), spread()).flatMap(it -> it);
  }

  private static Stream<Arguments> elements() {
    String condition = "\"Condition\":{\"StringEquals\":{\"a.b/c:aud\":\"aud-1\"}}";
    return Stream.of(
        argumentSet("nothing", TRUST, ""),
        argumentSet("no JSON", TRUST, TRUST + "}"),
        argumentSet("trailing comma", TRUST, TRUST.replace("aud-1\"", "aud-1\",")),
        argumentSet("in a list", TRUST, "[" + TRUST + "]"),
        argumentSet("deny", TRUST, TRUST.replace("Allow", "Deny")),
        argumentSet("lower case effect", TRUST, TRUST.replace("Allow", "allow")),
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
            "unknown key above", TRUST, TRUST.replace("{\"Version\"", "{\"X\":\"y\",\"Version\"")));
  }

  private static Stream<Arguments> values() {
    return Stream.of(
        argumentSet("an unknown version", TRUST, TRUST.replace("2012-10-17", "2020-01-01")),
        argumentSet("a number as version", TRUST, TRUST.replace("\"2012-10-17\"", "20121017")),
        argumentSet(
            "a number as sid", TRUST, TRUST.replace("{\"Effect\"", "{\"Sid\":1,\"Effect\"")),
        argumentSet(
            "an old version with a policy variable",
            TRUST.replace("aud-1", "${aws:userid}"),
            TRUST.replace("aud-1", "${aws:userid}").replace("2012-10-17", "2008-10-17")),
        argumentSet(
            "no version, with an escaped policy variable",
            TRUST.replace("aud-1", "${aws:userid}"),
            TRUST
                .replace("aud-1", "\\u0024{aws:userid}")
                .replace("\"Version\":\"2012-10-17\",", "")),
        argumentSet("audience in another letter case", TRUST, TRUST.replace("aud-1", "AUD-1")),
        argumentSet(
            "operator in another letter case", TRUST, TRUST.replace("StringEq", "stringeq")),
        argumentSet("element in another letter case", TRUST, TRUST.replace("\"Action", "\"action")),
        argumentSet(
            "a key in two letter cases",
            TRUST,
            TRUST.replace("{\"a.b/c:aud\"", "{\"A.B/C:AUD\":\"aud-1\",\"a.b/c:aud\"")),
        argumentSet(
            "resource in another letter case",
            PERMISSIONS,
            PERMISSIONS.replace("GitLabDuoWithAmazonQ/", "gitlabduowithamazonq/")),
        argumentSet("an empty resource", PERMISSIONS, PERMISSIONS.replace("\"*\"", "[]")),
        argumentSet(
            "a text instead of a principal",
            TRUST,
            TRUST.replaceAll("\\{\"Federated\":([^}]*)}", "$1")));
  }

  private static Stream<Arguments> spread() {
    return Stream.of(
        argumentSet(
            "the root of another account",
            trusting("{\"AWS\":\"123456789012\"}"),
            trusting("{\"AWS\":\"arn:aws:iam::210987654321:root\"}")),
        argumentSet(
            "actions with the resources of each other",
            policy(allow("\"a:b\"", "\"x\""), allow("\"a:c\"", "\"y\"")),
            policy(allow("\"a:b\"", "\"y\""), allow("\"a:c\"", "\"x\""))),
        argumentSet(
            "all actions on all resources",
            policy(allow("\"a:b\"", "\"x\""), allow("\"a:c\"", "\"y\"")),
            policy(allow("[\"a:b\",\"a:c\"]", "[\"x\",\"y\"]"))),
        argumentSet(
            "one more statement", PERMISSIONS, with(PERMISSIONS, allow("\"a:b\"", "\"*\""))),
        argumentSet("wider resource", PERMISSIONS, PERMISSIONS.replace("arn:aws:qdeveloper", "*")));
  }

  @Test
  void aPolicyThatIsTooLargeToCompareIsDifferent() {
    String many =
        IntStream.range(0, 2_000).mapToObj(i -> "\"a:" + i + "\"").collect(joining(",", "[", "]"));
    String large = policy(allow(many, many));

    assertThat(PolicyDocument.sameMeaning(large, large)).isFalse();
  }

  @Test
  void listsAllowedActionsAsTheyAreWritten() {
    assertThat(PolicyDocument.allowedActions(policy(allow("[\"q:B\",\"Q:b\",\"q:A\"]", "\"*\""))))
        .hasValueSatisfying(actions -> assertThat(actions).containsExactly("q:A", "q:B"));
  }

  private static String policy(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  private static String allow(String actions, String resources) {
    return "{\"Effect\":\"Allow\",\"Action\":%s,\"Resource\":%s}".formatted(actions, resources);
  }

  private static String trusting(String principal) {
    return policy(
        "{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":%s}"
            .formatted(principal));
  }

  private static String condition(String operator, String value) {
    return TRUST.replace("StringEquals", operator).replace("\"aud-1\"", value);
  }

  private static String with(String policy, String statement) {
    return policy.replace("\"Statement\":[", "\"Statement\":[" + statement + ",");
  }

  private static String twice(String policy) {
    String statement = policy.substring(policy.indexOf('[') + 1, policy.lastIndexOf(']'));
    return policy.replace("[" + statement + "]", "[" + statement + "," + statement + "]");
  }

  private static String withList(String policy, String value) {
    return policy.replace("\"" + value + "\"", "[\"" + value + "\"]");
  }
}
