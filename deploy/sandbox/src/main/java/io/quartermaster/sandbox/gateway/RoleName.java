package io.quartermaster.sandbox.gateway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a role ARN. */
record RoleName(String arn, String partition, String account, String name) {

  private static final Pattern ARN =
      Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/(?:[!-~]*/)?([\\w+=,.@-]{1,64})");

  static Optional<RoleName> parse(String arn) {
    Matcher matcher = ARN.matcher(arn);
    return matcher.matches()
        ? Optional.of(new RoleName(arn, matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  String providerArn(String issuer) {
    return "arn:" + partition + ":iam::" + account + ":oidc-provider/" + issuer;
  }

  String session(String subject) {
    return "arn:" + partition + ":sts::" + account + ":assumed-role/" + name + "/" + subject;
  }
}
