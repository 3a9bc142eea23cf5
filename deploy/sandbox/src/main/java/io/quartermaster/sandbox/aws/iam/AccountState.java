package io.quartermaster.sandbox.aws.iam;

import io.quartermaster.sandbox.aws.protocol.AwsService;
import io.quartermaster.sandbox.exchange.Versioned;
import io.quartermaster.sandbox.faults.Faults;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The current account and its previous states. All access holds its monitor. */
public final class AccountState {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SERVICE_TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
      "Principal":{"Service":"support.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

  private static final String IDENTITY_CENTER_TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
      "Principal":{"Federated":"arn:aws:iam::%s:saml-provider/AWSSSO_sandbox_DO_NOT_DELETE"},\
      "Action":["sts:AssumeRoleWithSAML","sts:TagSession"]}]}""";

  private final String accountId;
  private final Clock clock;
  private final Faults faults;
  private final SecureRandom random = new SecureRandom();
  private Versioned<Account> account;

  public AccountState(String accountId, Clock clock, Faults faults) {
    this.accountId = accountId;
    this.clock = clock;
    this.faults = faults;
    this.account = new Versioned<>(clock, seeded());
  }

  String accountId() {
    return accountId;
  }

  Instant now() {
    return clock.instant();
  }

  public synchronized Account current() {
    return account.current();
  }

  synchronized Account seen(Duration lag) {
    return account.seen(lag);
  }

  synchronized void replace(Account next) {
    account.replace(next, faults.longestStaleness(AwsService.SYSTEM));
  }

  /** Starts again, from a saved account or an empty one. */
  public synchronized void reset(@Nullable Account saved) {
    account = new Versioned<>(clock, saved == null ? seeded() : saved);
  }

  String arn(String kind, String path, String name) {
    return "arn:aws:iam::" + accountId + ":" + kind + path + name;
  }

  /** A unique id in IAM's form: AROA for roles, AIPA for instance profiles. */
  String uniqueId(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < 17; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /** Every account has roles that only AWS can change: service-linked, and of Identity Center. */
  private Account seeded() {
    return Account.empty()
        .with(
            seeded(
                Role.SERVICE_LINKED + "support.amazonaws.com/",
                "AWSServiceRoleForSupport",
                "AROASANDBOXSUPPORTROLE",
                SERVICE_TRUST))
        .with(
            seeded(
                Role.IDENTITY_CENTER + "sso.amazonaws.com/",
                "AWSReservedSSO_AdministratorAccess_0123456789abcdef",
                "AROASANDBOXSSOADMINROLE",
                IDENTITY_CENTER_TRUST.formatted(accountId)));
  }

  private Role seeded(String path, String name, String id, String trust) {
    return new Role(
        new Role.Identity(
            name, path, id, arn("role", path, name), Instant.parse("2025-01-01T00:00:00Z")),
        trust,
        null,
        3600,
        null,
        List.of(),
        new TreeMap<>(),
        List.of());
  }
}
