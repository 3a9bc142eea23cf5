package io.quartermaster.sandbox.gateway;

import io.quartermaster.sandbox.policy.RoleAssumption;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.Role;

/** Assumes the role and calls Amazon Q. Blocking. */
final class AmazonQ {

  static final String ASSUME_ROLE = "AssumeRoleWithWebIdentity";
  private static final int TWELVE_HOURS = 43200;
  private static final int SHORTEST_ARN = 20;

  /** The issuers of the token exchange, production first. */
  private static final List<String> ISSUERS =
      List.of("auth.token.gitlab.com/cc/oidc/", "glgo.staging.runway.gitlab.net/cc/oidc/");

  private final IamReader iam;
  private final Registrations registrations;
  private final BiPredicate<String, String> applications;
  private final Clock clock;

  /** {@code applications}: whether client id and secret are the current ones of an application. */
  AmazonQ(
      IamReader iam,
      Registrations registrations,
      BiPredicate<String, String> applications,
      Clock clock) {
    this.iam = iam;
    this.registrations = registrations;
    this.applications = applications;
    this.clock = clock;
  }

  /** A session of the assumed role. */
  private record Session(RoleName role, String subject, Permissions permissions) {}

  void createConnection(Identity identity, JsonObject body) {
    Session session = assume(identity, body.getString("role_arn"));
    String account = session.role().account();
    require(session, "CreateOAuthAppConnection");
    String clientId = body.getString("client_id");
    String secret = body.getString("client_secret");
    if (!applications.test(clientId, secret)) {
      throw GatewayRefusal.aws(
          "ValidationException",
          "CreateOAuthAppConnection",
          "The client id or the client secret is not that of an OAuth application.");
    }
    Optional<Registration> present = registrations.find(account);
    if (present.isPresent()) {
      // Amazon Q answers ConflictException; the gateway deletes and creates again.
      require(session, "DeleteOAuthAppConnection");
      registrations.remove(account);
    }
    registrations.put(
        new Registration(
            account,
            session.role().arn(),
            clientId,
            secret,
            body.getString("instance_url"),
            clock.instant(),
            present.map(previous -> previous.replacements() + 1).orElse(0)));
  }

  void deleteConnection(Identity identity, JsonObject body) {
    Session session = assume(identity, body.getString("role_arn"));
    require(session, "DeleteOAuthAppConnection");
    registrations.remove(session.role().account());
  }

  private Session assume(Identity identity, String roleArn) {
    if (roleArn.length() < SHORTEST_ARN) {
      throw GatewayRefusal.detail(
          400,
          "Parameter validation failed:\nInvalid length for parameter RoleArn, value: "
              + roleArn.length()
              + ", valid min length: "
              + SHORTEST_ARN);
    }
    RoleName role =
        RoleName.parse(roleArn)
            .orElseThrow(
                () -> GatewayRefusal.aws("ValidationError", ASSUME_ROLE, roleArn + " is invalid"));
    try {
      return assume(identity, role);
    } catch (IamException refused) {
      String code = refused.awsErrorDetails().errorCode();
      throw GatewayRefusal.aws(code, ASSUME_ROLE, refused.awsErrorDetails().errorMessage());
    } catch (SdkClientException unreachable) {
      throw GatewayRefusal.detail(500, "AWS Error: Could not connect to the endpoint URL");
    }
  }

  private Session assume(Identity identity, RoleName name) {
    String issuer = ISSUERS.getFirst() + identity.instanceUid();
    Optional<RoleAssumption.Provider> provider = Optional.empty();
    for (String host : ISSUERS) {
      provider = iam.provider(name.providerArn(host + identity.instanceUid()));
      if (provider.isPresent()) {
        issuer = host + identity.instanceUid();
        break;
      }
    }
    Optional<Role> role = iam.role(name);
    new RoleAssumption(issuer, identity.audience(), identity.subject(), TWELVE_HOURS)
        .refusal(provider.orElse(null), role.map(IamReader::assumable).orElse(null))
        .ifPresent(
            refusal -> {
              throw GatewayRefusal.aws(refusal.code(), ASSUME_ROLE, refusal.message());
            });
    return new Session(name, identity.subject(), iam.permissions(role.orElseThrow()));
  }

  private static void require(Session session, String operation) {
    String action = "q:" + operation;
    if (!session.permissions().allow(action)) {
      throw GatewayRefusal.aws(
          "AccessDeniedException",
          operation,
          "User: "
              + session.role().session(session.subject())
              + " is not authorized to perform: "
              + action
              + " because no identity-based policy allows the "
              + action
              + " action");
    }
  }
}
