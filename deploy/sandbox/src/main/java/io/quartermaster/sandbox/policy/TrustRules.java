package io.quartermaster.sandbox.policy;

import static io.quartermaster.sandbox.policy.PolicyReader.demand;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a statement of a trust policy must look like. */
final class TrustRules {

  private static final Set<String> ACTIONS =
      Set.of(
          "sts:assumerole",
          "sts:assumerolewithwebidentity",
          "sts:assumerolewithsaml",
          "sts:tagsession",
          "sts:setsourceidentity",
          "sts:setcontext",
          "sts:*",
          "*");
  private static final Set<String> WEB_IDENTITY_DOMAINS =
      Set.of(
          "accounts.google.com",
          "cognito-identity.amazonaws.com",
          "graph.facebook.com",
          "www.amazon.com");

  /** Shared issuers whose trust must name the tenant: issuer to the claim that does. */
  private static final Map<String, String> SHARED_ISSUERS =
      Map.of("gitlab.com", "sub", "token.actions.githubusercontent.com", "sub");

  private TrustRules() {}

  static void check(Statement statement) {
    demand(statement.resources().isEmpty(), "Has prohibited field Resource");
    demand(statement.notResources().isEmpty(), "Has prohibited field NotResource");
    demand(!statement.principals().isEmpty(), "Missing required field Principal");
    demand(
        !statement.actions().isEmpty() || !statement.notActions().isEmpty(),
        "Missing required field Action");
    statement
        .actions()
        .forEach(
            action ->
                demand(
                    ACTIONS.contains(action.toLowerCase(Locale.ROOT)),
                    "AssumeRole policy may only specify STS AssumeRole actions."));
    statement
        .principals()
        .getOrDefault("Federated", List.of())
        .forEach(principal -> checkFederated(principal, statement));
    statement
        .principals()
        .getOrDefault("Service", List.of())
        .forEach(
            service ->
                demand(
                    service.matches("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?"),
                    "Invalid principal in policy: \"SERVICE\":\"" + service + "\""));
  }

  private static void checkFederated(String principal, Statement statement) {
    demand(
        WEB_IDENTITY_DOMAINS.contains(principal)
            || principal.matches(
                "arn:aws[a-z-]*:iam::\\d{12}:(oidc-provider|saml-provider)/[^\\s*?]+"),
        "Federated principals must be valid domain names or SAML metadata ARNs");
    SHARED_ISSUERS.forEach(
        (issuer, claim) -> {
          if (principal.endsWith(":oidc-provider/" + issuer)) {
            demand(
                statement.condition().values().stream()
                    .anyMatch(keys -> keys.containsKey(issuer + ":" + claim)),
                "Trust policies for the identity provider "
                    + issuer
                    + " must evaluate the condition key "
                    + issuer
                    + ":"
                    + claim);
          }
        });
  }
}
