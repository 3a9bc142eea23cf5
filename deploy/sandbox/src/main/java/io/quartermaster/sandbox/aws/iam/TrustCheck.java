package io.quartermaster.sandbox.aws.iam;

import io.quartermaster.sandbox.aws.protocol.AwsRefusal;
import io.quartermaster.sandbox.policy.MalformedPolicyException;
import io.quartermaster.sandbox.policy.PolicyDocument;
import io.quartermaster.sandbox.policy.Statement;

/** Checks a trust policy as CreateRole and UpdateAssumeRolePolicy do: text, quota, principals. */
final class TrustCheck {

  private static final int MAXIMUM_SIZE = 2048;

  private TrustCheck() {}

  static void check(Invocation call, String trust) {
    PolicyDocument document;
    try {
      document = PolicyDocument.trust(trust);
    } catch (MalformedPolicyException malformed) {
      throw AwsRefusal.malformedPolicy(String.valueOf(malformed.getMessage()));
    }
    if (PolicyDocument.size(trust) > MAXIMUM_SIZE) {
      throw AwsRefusal.limitExceeded("Cannot exceed quota for ACLSizePerRole: " + MAXIMUM_SIZE);
    }
    for (Statement statement : document.statements()) {
      statement
          .principals()
          .forEach((kind, names) -> names.forEach(name -> requirePrincipal(call, kind, name)));
    }
  }

  private static void requirePrincipal(Invocation call, String kind, String name) {
    boolean known =
        switch (kind) {
          case "Federated" -> knownFederated(call, name);
          case "AWS" -> knownAws(call, name);
          default -> true;
        };
    if (!known) {
      throw AwsRefusal.malformedPolicy(
          "Invalid principal in policy: \"" + kind + "\":\"" + name + "\"");
    }
  }

  private static boolean knownFederated(Invocation call, String name) {
    if (!name.contains(":oidc-provider/")) {
      return !name.contains(":saml-provider/");
    }
    return !call.faults().invalidPrincipal() && call.current().provider(name).isPresent();
  }

  private static boolean knownAws(Invocation call, String name) {
    if (name.equals("*")
        || name.matches("\\d{12}")
        || name.matches("arn:aws[a-z-]*:iam::\\d{12}:root")) {
      return true;
    }
    return call.current().roles().values().stream().anyMatch(role -> role.arn().equals(name));
  }
}
