package io.quartermaster.iamprovisioner.effect.aws;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.CallerIdentity;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.effect.aws.AwsCalls.AwsCallFailedException;
import io.quartermaster.step.StepFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Reads the owner of the credentials (roles are read by name, so the account must be known), the
 * provider, the role, and for a teardown the previous roles. The ARN of the provider is computed,
 * so no provider is listed; policies are, because no other call shows foreign ones.
 */
@ApplicationScoped
class AwsAccessReader {
  private final AwsClients clients;
  private final AwsCalls calls;
  private final AwsCredentialsProvider credentials;

  AwsAccessReader(AwsClients clients, AwsCalls calls, AwsCredentialsProvider credentials) {
    this.clients = clients;
    this.calls = calls;
    this.credentials = credentials;
  }

  /**
   * Reads the current state.
   *
   * @throws StepFailedException without credentials of the account, or for an unreadable role
   * @throws AwsCallFailedException when another call failed
   */
  ObservedAccess observe(DesiredAccess desired) {
    if (!hasCredentials()) {
      throw new StepFailedException(
          new AwsFailures(AwsAction.GET_CALLER_IDENTITY, desired).credentialsMissing());
    }
    checkCaller(desired);
    IamClient iam = clients.iam(desired.role().partition());
    ObservedAccess.Provider provider = provider(iam, desired).orElse(null);
    Map<RoleArn, ObservedAccess.Role> roles = new HashMap<>();
    desired
        .roleByRole()
        .forEach(
            each ->
                new AwsRoleReader(calls, iam, each)
                    .read()
                    .ifPresent(role -> roles.put(each.role(), role)));
    Map<String, ObservedAccess.Provider> previous = new HashMap<>();
    desired
        .target()
        .previousProviders()
        .forEach(
            (arn, each) ->
                provider(iam, desired.withProvider(each))
                    .ifPresent(found -> previous.put(arn, found)));
    ObservedAccess.Role role = roles.remove(desired.role());
    return new ObservedAccess(provider, role, previous, roles);
  }

  private boolean hasCredentials() {
    try {
      return credentials.resolveCredentials() != null;
    } catch (SdkClientException e) {
      // The message lists what the chain tried; what counts is that nothing was found.
      return false;
    }
  }

  private void checkCaller(DesiredAccess desired) {
    RoleArn role = desired.role();
    try {
      GetCallerIdentityResponse caller =
          calls.call(
              AwsAction.GET_CALLER_IDENTITY,
              () -> clients.sts(role.partition()).getCallerIdentity());
      checkAccount(identity(caller, role.partition()), role);
    } catch (AwsCallFailedException e) {
      // A server without STS: the account is checked by the ARN of the role, if it exists.
      if (!clients.hasConfiguredEndpoint() || !AwsErrors.isUnknownAction(e.answer())) {
        throw e;
      }
    }
  }

  static void checkAccount(CallerIdentity found, RoleArn role) {
    found
        .mismatchWith(role)
        .ifPresent(
            mismatch -> {
              throw new StepFailedException(mismatch);
            });
  }

  /** Without an ARN, the partition is the one that was called. */
  private static CallerIdentity identity(GetCallerIdentityResponse caller, String partition) {
    if (caller.arn() == null && caller.account() != null) {
      return new CallerIdentity(partition, caller.account());
    }
    String[] arn = text(caller.arn()).split(":", 6);
    return arn.length == 6
        ? new CallerIdentity(arn[1], arn[4])
        : new CallerIdentity("unknown", "unknown");
  }

  /** Failures name this provider. */
  private Optional<ObservedAccess.Provider> provider(IamClient iam, DesiredAccess desired) {
    try {
      return calls
          .find(
              AwsAction.GET_PROVIDER,
              () ->
                  iam.getOpenIDConnectProvider(
                      it -> it.openIDConnectProviderArn(desired.providerArn())))
          .map(
              found ->
                  new ObservedAccess.Provider(
                      Set.copyOf(found.clientIDList()), tags(found.tags())));
    } catch (AwsCallFailedException e) {
      throw new StepFailedException(AwsErrors.failure(e.action(), e.answer(), desired));
    }
  }

  static Map<String, String> tags(List<Tag> tags) {
    return tags.stream()
        .collect(Collectors.toMap(Tag::key, tag -> text(tag.value()), (first, second) -> first));
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /**
   * IAM percent-encodes documents and the SDK does not decode them; AWS's documentation names this
   * decoder. IAM also encodes a plus; other servers encode a blank as one. An opening brace is
   * always encoded, so a text that starts with one is not encoded.
   */
  static String decoded(String document) {
    if (document.stripLeading().startsWith("{")) {
      return document;
    }
    try {
      return URLDecoder.decode(document, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Not encoded; the comparison decides whether it is a policy.
      return document;
    }
  }
}
