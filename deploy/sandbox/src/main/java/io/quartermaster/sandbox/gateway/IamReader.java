package io.quartermaster.sandbox.gateway;

import io.quartermaster.sandbox.aws.protocol.AccessKey;
import io.quartermaster.sandbox.policy.AwsManagedPolicies;
import io.quartermaster.sandbox.policy.MalformedPolicyException;
import io.quartermaster.sandbox.policy.PolicyDocument;
import io.quartermaster.sandbox.policy.RoleAssumption;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Reads in IAM what decides whether the role can be assumed. Blocking. Errors of IAM other than a
 * missing entity, and an unreachable endpoint, are thrown as the SDK's exceptions.
 */
final class IamReader implements AutoCloseable {

  private final IamClient iam;

  IamReader(URI endpoint, AccessKey key) {
    this.iam = IamClients.create(endpoint, key);
  }

  Optional<RoleAssumption.Provider> provider(String arn) {
    try {
      GetOpenIdConnectProviderResponse provider =
          iam.getOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn));
      return Optional.of(new RoleAssumption.Provider(arn, provider.clientIDList()));
    } catch (NoSuchEntityException missing) {
      return Optional.empty();
    }
  }

  /** The role, if its ARN is exactly the requested one, path and account included. */
  Optional<Role> role(RoleName requested) {
    try {
      Role role = iam.getRole(request -> request.roleName(requested.name())).role();
      return requested.arn().equals(role.arn()) ? Optional.of(role) : Optional.empty();
    } catch (NoSuchEntityException missing) {
      return Optional.empty();
    }
  }

  static RoleAssumption.Role assumable(Role role) {
    int duration = role.maxSessionDuration() == null ? 3600 : role.maxSessionDuration();
    return new RoleAssumption.Role(decode(role.assumeRolePolicyDocument()), duration);
  }

  /** Inline and attached policies, and the boundary as a limit. */
  Permissions permissions(Role role) {
    List<PolicyDocument> policies = new ArrayList<>();
    iam.listRolePoliciesPaginator(request -> request.roleName(role.roleName()))
        .policyNames()
        .forEach(name -> policies.add(inline(role.roleName(), name)));
    iam.listAttachedRolePoliciesPaginator(request -> request.roleName(role.roleName()))
        .attachedPolicies()
        .forEach(policy -> policies.add(managed(policy.policyArn())));
    Optional<PolicyDocument> boundary =
        Optional.ofNullable(role.permissionsBoundary())
            .map(limit -> managed(limit.permissionsBoundaryArn()));
    return new Permissions(policies, boundary);
  }

  private PolicyDocument inline(String role, String name) {
    String document =
        iam.getRolePolicy(request -> request.roleName(role).policyName(name)).policyDocument();
    return permissions(document);
  }

  /** A malformed policy grants nothing. */
  private static PolicyDocument permissions(String document) {
    try {
      return PolicyDocument.permissions(decode(document));
    } catch (MalformedPolicyException malformed) {
      return new PolicyDocument("2012-10-17", List.of());
    }
  }

  private PolicyDocument managed(String arn) {
    String known = AwsManagedPolicies.documents().get(arn);
    if (known != null) {
      return PolicyDocument.permissions(known);
    }
    String version = iam.getPolicy(request -> request.policyArn(arn)).policy().defaultVersionId();
    String document =
        iam.getPolicyVersion(request -> request.policyArn(arn).versionId(version))
            .policyVersion()
            .document();
    return permissions(document);
  }

  /** The SDK does not decode the documents; an IAM that does not encode is tolerated. */
  private static String decode(String document) {
    if (document.stripLeading().startsWith("{")) {
      return document;
    }
    return URLDecoder.decode(document, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    iam.close();
  }
}
