package io.quartermaster.sandbox.policy;

import java.util.List;

/** A policy that IAM accepts. */
public record PolicyDocument(String version, List<Statement> statements) {

  public PolicyDocument {
    statements = List.copyOf(statements);
  }

  /** Reads the trust policy of a role. */
  public static PolicyDocument trust(String json) {
    PolicyDocument document = new PolicyReader("This policy contains invalid Json").read(json);
    document.statements().forEach(TrustRules::check);
    return document;
  }

  /** Reads a permissions policy, inline or managed. */
  public static PolicyDocument permissions(String json) {
    PolicyDocument document = new PolicyReader("Syntax errors in policy.").read(json);
    document.statements().forEach(PermissionRules::check);
    return document;
  }

  /** IAM's length of a policy: white space does not count. */
  public static int size(String json) {
    return (int) json.chars().filter(c -> !Character.isWhitespace(c)).count();
  }

  /** Some statement allows the action on every resource and none denies it. */
  public boolean allows(String action) {
    return statements.stream()
        .anyMatch(s -> s.allow() && s.coversAction(action) && s.coversEveryResource());
  }

  /** Some statement denies the action. */
  public boolean denies(String action) {
    return statements.stream().anyMatch(s -> !s.allow() && s.coversAction(action));
  }
}
