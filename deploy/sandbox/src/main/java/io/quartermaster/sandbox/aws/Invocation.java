package io.quartermaster.sandbox.aws;

import io.quartermaster.sandbox.faults.FaultPlan;
import java.time.Instant;

/** One call on its way through an operation. Runs under the account's lock. */
final class Invocation {

  private final AwsState state;
  private final Query query;
  private final FaultPlan faults;
  private final Caller caller;

  Invocation(AwsState state, Query query, FaultPlan faults, Caller caller) {
    this.state = state;
    this.query = query;
    this.faults = faults;
    this.caller = caller;
  }

  Query query() {
    return query;
  }

  Caller caller() {
    return caller;
  }

  AwsState state() {
    return state;
  }

  Constraints constraints() {
    return new Constraints(query);
  }

  /** What reads see; older than {@link #current()} while stale reads are on. */
  AwsAccount seen() {
    return state.seen(faults.staleness());
  }

  AwsAccount current() {
    return state.current();
  }

  void save(AwsAccount next) {
    state.replace(next);
  }

  boolean principalsInvalid() {
    return faults.invalidPrincipal();
  }

  Instant now() {
    return state.clock().instant();
  }

  /** The role to change; a service-linked one cannot be. */
  Role roleToChange(String name) {
    Role role = role(current(), name);
    if (role.serviceLinked()) {
      throw new AwsRefusal(
          400,
          "UnmodifiableEntity",
          "Cannot perform the operation on the protected role '"
              + role.name()
              + "' - this role is only modifiable by AWS");
    }
    return role;
  }

  static Role role(AwsAccount account, String name) {
    return account
        .role(name)
        .orElseThrow(
            () -> AwsRefusal.noSuchEntity("The role with name " + name + " cannot be found."));
  }

  OidcProvider provider(AwsAccount account, String arn) {
    if (!arn.matches("arn:aws[a-z-]*:iam::\\d{12}:oidc-provider/.+")) {
      throw AwsRefusal.invalidInput("Invalid ARN:  " + arn);
    }
    return account
        .provider(arn)
        .orElseThrow(
            () -> AwsRefusal.noSuchEntity("OpenIDConnect Provider not found for arn " + arn));
  }
}
