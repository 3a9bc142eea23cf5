package io.quartermaster.sandbox.policy;

import static io.quartermaster.sandbox.policy.PolicyReader.demand;

import java.util.stream.Stream;

/** What a statement of a permissions policy must look like. */
final class PermissionRules {

  private PermissionRules() {}

  static void check(Statement statement) {
    demand(statement.principals().isEmpty(), "Policy document should not specify a principal.");
    demand(
        !statement.actions().isEmpty() || !statement.notActions().isEmpty(),
        "Policy statement must contain actions.");
    demand(statement.actions().isEmpty() || statement.notActions().isEmpty(), PolicyReader.SYNTAX);
    demand(
        !statement.resources().isEmpty() || !statement.notResources().isEmpty(),
        "Policy statement must contain resources.");
    Stream.concat(statement.actions().stream(), statement.notActions().stream())
        .forEach(
            action ->
                demand(
                    action.equals("*") || action.matches("[A-Za-z0-9-]+:[A-Za-z0-9*?_-]+"),
                    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."));
    Stream.concat(statement.resources().stream(), statement.notResources().stream())
        .forEach(
            resource ->
                demand(
                    resource.equals("*") || resource.matches("arn:[^:]*:[^:]*:[^:]*:[^:]*:.+"),
                    "Resource " + resource + " must be in ARN format or \"*\"."));
  }
}
