package io.quartermaster.sandbox.aws;

import io.quartermaster.sandbox.exchange.Versioned;
import io.quartermaster.sandbox.faults.Faults;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The account that the IAM and STS stand-in serves. All access holds its monitor. */
final class AwsState {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SERVICE_TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
      "Principal":{"Service":"support.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

  private final String accountId;
  private final Duration principalPropagation;
  private final Clock clock;
  private final Faults faults;
  private final SecureRandom random = new SecureRandom();
  private Versioned<AwsAccount> account;

  AwsState(String accountId, Duration principalPropagation, Clock clock, Faults faults) {
    this.accountId = accountId;
    this.principalPropagation = principalPropagation;
    this.clock = clock;
    this.faults = faults;
    this.account = new Versioned<>(clock, seeded());
  }

  String accountId() {
    return accountId;
  }

  Clock clock() {
    return clock;
  }

  synchronized AwsAccount current() {
    return account.current();
  }

  synchronized AwsAccount seen(Duration lag) {
    return account.seen(lag);
  }

  synchronized void replace(AwsAccount next) {
    account.replace(next, faults.longestStaleness(AwsApi.SYSTEM));
  }

  /** Starts again, from a saved account or an empty one. */
  synchronized void reset(@Nullable AwsAccount saved) {
    account = new Versioned<>(clock, saved == null ? seeded() : saved);
  }

  /** Whether a provider is known everywhere, so that trust policies may name it. */
  boolean propagated(OidcProvider provider) {
    return !clock.instant().isBefore(provider.createdAt().plus(principalPropagation));
  }

  String arn(String kind, String path, String name) {
    return "arn:aws:iam::" + accountId + ":" + kind + path + name;
  }

  /** A unique id of IAM's form: AROA for roles, ANPA for policies, AIPA for instance profiles. */
  String uniqueId(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < 17; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /** Every account has service-linked roles, which nobody can change. */
  private AwsAccount seeded() {
    String path = "/aws-service-role/support.amazonaws.com/";
    String name = "AWSServiceRoleForSupport";
    Instant created = Instant.parse("2025-01-01T00:00:00Z");
    return AwsAccount.empty()
        .withRole(
            new Role(
                name,
                path,
                "AROASANDBOXSUPPORTROLE",
                arn("role", path, name),
                created,
                SERVICE_TRUST,
                null,
                3600,
                null,
                List.of(),
                new TreeMap<>(),
                List.of()));
  }
}
