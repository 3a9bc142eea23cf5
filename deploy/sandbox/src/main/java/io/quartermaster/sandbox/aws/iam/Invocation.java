package io.quartermaster.sandbox.aws.iam;

import io.quartermaster.sandbox.aws.protocol.AwsRefusal;
import io.quartermaster.sandbox.aws.protocol.Caller;
import io.quartermaster.sandbox.aws.protocol.Constraints;
import io.quartermaster.sandbox.aws.protocol.Query;
import io.quartermaster.sandbox.faults.FaultPlan;

/** One call of an operation. Runs under the account's lock. */
public record Invocation(AccountState state, Query query, FaultPlan faults, Caller caller) {

  Constraints constraints() {
    return new Constraints(query);
  }

  /** The account as reads see it; older than {@link #current()} during stale reads. */
  Account seen() {
    return state.seen(faults.staleness());
  }

  Account current() {
    return state.current();
  }

  void save(Account next) {
    state.replace(next);
  }

  void save(Role role) {
    save(current().with(role));
  }

  void save(OidcProvider provider) {
    save(current().with(provider));
  }

  /** The role to change; one of AWS cannot be changed. */
  Role roleToChange(String name) {
    Role role = role(current(), name);
    if (role.reserved()) {
      throw onlyModifiableByAws(role.name());
    }
    return role;
  }

  static AwsRefusal onlyModifiableByAws(String roleName) {
    return new AwsRefusal(
        400,
        "UnmodifiableEntity",
        "Cannot perform the operation on the protected role '"
            + roleName
            + "' - this role is only modifiable by AWS");
  }

  static Role role(Account account, String name) {
    return account
        .role(name)
        .orElseThrow(
            () -> AwsRefusal.noSuchEntity("The role with name " + name + " cannot be found."));
  }

  static OidcProvider provider(Account account, String arn) {
    if (!arn.matches("arn:aws[a-z-]*:iam::\\d{12}:oidc-provider/.+")) {
      throw AwsRefusal.invalidInput("Invalid ARN:  " + arn);
    }
    return account
        .provider(arn)
        .orElseThrow(
            () -> AwsRefusal.noSuchEntity("OpenIDConnect Provider not found for arn " + arn));
  }
}
