package io.quartermaster.sandbox.policy;

import java.util.List;
import java.util.Map;

/**
 * A web identity that requests to assume a role.
 *
 * @param providerArn the OIDC provider in the role's account
 * @param issuer host and path of the provider, without scheme
 */
public record WebIdentity(String providerArn, String issuer, String audience, String subject) {

  private static final String ACTION = "sts:AssumeRoleWithWebIdentity";

  /** Whether the trust policy lets this identity assume the role. A deny wins. */
  public boolean trustedBy(PolicyDocument trust) {
    List<Statement> matching = trust.statements().stream().filter(this::matches).toList();
    return !matching.isEmpty() && matching.stream().allMatch(Statement::allow);
  }

  private boolean matches(Statement statement) {
    return statement.coversAction(ACTION)
        && names(statement.principals())
        && ConditionOperators.hold(statement.condition(), context());
  }

  private boolean names(Map<String, List<String>> principals) {
    return principals.containsKey("*")
        || principals.getOrDefault("Federated", List.of()).contains(providerArn);
  }

  private Map<String, String> context() {
    return Map.of(issuer + ":aud", audience, issuer + ":sub", subject);
  }
}
