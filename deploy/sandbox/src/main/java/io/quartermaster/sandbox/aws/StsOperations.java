package io.quartermaster.sandbox.aws;

import static io.quartermaster.sandbox.aws.Constraints.ARN;

import io.quartermaster.sandbox.aws.Constraints.Shape;
import io.quartermaster.sandbox.policy.RoleAssumption;
import io.quartermaster.sandbox.tokens.InvalidTokenException;
import io.quartermaster.sandbox.tokens.TokenKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations of STS. */
final class StsOperations {

  private static final Shape SESSION_NAME = Shape.of(2, 64, "[\\w+=,.@-]*");
  private static final Shape TOKEN = new Shape(4, 20000, null);
  private static final String SCHEME = "https://";

  private final AwsKeys keys;
  private final TokenKey tokenKey;

  StsOperations(AwsKeys keys, TokenKey tokenKey) {
    this.keys = keys;
    this.tokenKey = tokenKey;
  }

  List<Operation> all() {
    return List.of(
        Operation.returning("GetCallerIdentity", StsOperations::callerIdentity),
        Operation.unsigned("AssumeRoleWithWebIdentity", this::assumeRole));
  }

  private static String callerIdentity(Invocation call) {
    return Xml.of(
        xml ->
            xml.text("Arn", call.caller().arn())
                .text("UserId", call.caller().userId())
                .text("Account", call.state().accountId()));
  }

  private String assumeRole(Invocation call) {
    Constraints constraints = call.constraints();
    String roleArn = constraints.required("RoleArn", ARN);
    String session = constraints.required("RoleSessionName", SESSION_NAME);
    String token = constraints.required("WebIdentityToken", TOKEN);
    int duration = constraints.number("DurationSeconds", 900, 43200, 3600);
    constraints.verify();
    if (!roleArn.matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+")) {
      throw AwsRefusal.validation(roleArn + " is invalid");
    }
    JsonObject claims = claims(token, call.now());
    String issuer = claims.getString("iss", "");
    String bare = issuer.startsWith(SCHEME) ? issuer.substring(SCHEME.length()) : issuer;
    String audience = firstAudience(claims);
    String subject = claims.getString("sub", "");
    Optional<Role> role = roleOf(call.seen(), roleArn);
    OidcProvider provider =
        call.seen().provider(call.state().arn("oidc-provider/", "", bare)).orElse(null);
    new RoleAssumption(bare, audience, subject, duration)
        .refusal(view(provider), role.map(StsOperations::view).orElse(null))
        .ifPresent(
            no -> {
              throw new AwsRefusal(no.status(), no.code(), no.message());
            });
    Role assumed = role.orElseThrow();
    Instant expiry = call.now().plusSeconds(duration).truncatedTo(ChronoUnit.SECONDS);
    AwsKeys.Session issued = keys.issue(assumed, session, call.state().accountId(), expiry);
    return Xml.of(
        xml ->
            xml.text("SubjectFromWebIdentityToken", subject)
                .text("Audience", audience)
                .element(
                    "AssumedRoleUser",
                    user ->
                        user.text("AssumedRoleId", issued.caller().userId())
                            .text("Arn", issued.caller().arn()))
                .element(
                    "Credentials",
                    credentials ->
                        credentials
                            .text("AccessKeyId", issued.key().accessKeyId())
                            .text("SecretAccessKey", issued.key().secretAccessKey())
                            .text("SessionToken", issued.sessionToken())
                            .text("Expiration", expiry))
                .text("Provider", provider == null ? null : provider.arn()));
  }

  private JsonObject claims(String token, Instant now) {
    JsonObject claims;
    try {
      claims = tokenKey.verify(token);
    } catch (InvalidTokenException invalid) {
      throw new AwsRefusal(
          400,
          "InvalidIdentityToken",
          "Couldn't retrieve verification key from your identity provider, please reference"
              + " AssumeRoleWithWebIdentity documentation for requirements");
    }
    long expiry = claims.getLong("exp", 0L);
    if (expiry <= now.getEpochSecond()) {
      throw new AwsRefusal(
          400,
          "ExpiredTokenException",
          "Token expired: current date/time "
              + now.getEpochSecond()
              + " must be before the expiration date/time "
              + expiry);
    }
    return claims;
  }

  private static String firstAudience(JsonObject claims) {
    Object audience = claims.getValue("aud", "");
    return audience instanceof JsonArray several
        ? several.getString(0)
        : Objects.toString(audience);
  }

  private static Optional<Role> roleOf(AwsAccount account, String arn) {
    return account.roles().values().stream().filter(role -> role.arn().equals(arn)).findFirst();
  }

  private static RoleAssumption.Role view(Role role) {
    return new RoleAssumption.Role(role.trustPolicy(), role.maxSessionDuration());
  }

  private static RoleAssumption.@Nullable Provider view(@Nullable OidcProvider provider) {
    return provider == null
        ? null
        : new RoleAssumption.Provider(provider.arn(), provider.clientIds());
  }
}
