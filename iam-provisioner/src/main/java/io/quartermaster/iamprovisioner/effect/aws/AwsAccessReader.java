package io.quartermaster.iamprovisioner.effect.aws;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.CallerIdentity;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.Refusal;
import io.quartermaster.iamprovisioner.effect.Observation;
import io.quartermaster.iamprovisioner.effect.Setback;
import io.quartermaster.iamprovisioner.effect.aws.AwsCalls.AwsCallFailedException;
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
 * Reads what is in AWS: whose credentials (a role is found by its bare name, so the account must be
 * known), the provider, and the role; those of before too, when they shall go. The provider's ARN
 * is computed, so no provider is listed; policies are, because nothing else shows foreign ones.
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

  Observation observe(DesiredAccess desired) {
    if (!hasCredentials()) {
      return new Setback.Refused(
          new AwsWords(AwsAction.GET_CALLER_IDENTITY, desired).credentialsMissing());
    }
    Optional<Refusal> wrongAccount = refusalOfCaller(desired);
    if (wrongAccount.isPresent()) {
      return new Setback.Refused(wrongAccount.get());
    }
    return access(desired);
  }

  private Observation access(DesiredAccess desired) {
    IamClient iam = clients.iam(desired.role().partition());
    ObservedAccess.Provider provider = provider(iam, desired.providerArn()).orElse(null);
    Map<RoleArn, ObservedAccess.Role> roles = new HashMap<>();
    for (DesiredAccess each : desired.roleByRole()) {
      switch (new AwsRoleReader(calls, iam, each).look()) {
        case AwsRoleReader.Look.Seen seen -> roles.put(each.role(), seen.role());
        case AwsRoleReader.Look.Missing ignored -> {}
        case AwsRoleReader.Look.NotNow notNow -> {
          return notNow.why();
        }
      }
    }
    ObservedAccess.Role role = roles.remove(desired.role());
    return new Observation.Seen(
        new ObservedAccess(
            provider, role, previousProviders(iam, desired.previousProviderArns()), roles));
  }

  private Map<String, ObservedAccess.Provider> previousProviders(IamClient iam, List<String> arns) {
    Map<String, ObservedAccess.Provider> there = new HashMap<>();
    arns.forEach(arn -> provider(iam, arn).ifPresent(found -> there.put(arn, found)));
    return there;
  }

  private boolean hasCredentials() {
    try {
      return credentials.resolveCredentials() != null;
    } catch (SdkClientException e) {
      // The chain's message lists what it tried; that nothing answered is all that counts here.
      return false;
    }
  }

  private Optional<Refusal> refusalOfCaller(DesiredAccess desired) {
    try {
      GetCallerIdentityResponse caller =
          calls.call(
              AwsAction.GET_CALLER_IDENTITY,
              () -> clients.sts(desired.role().partition()).getCallerIdentity());
      return identity(caller, desired.role().partition()).refusalFor(desired.role());
    } catch (AwsCallFailedException e) {
      if (clients.areForStandIn() && AwsErrors.isUnknownAction(e.answer())) {
        // It stands in for IAM alone: the account shows in the ARN of the role, if there is one.
        return Optional.empty();
      }
      throw e;
    }
  }

  /** By the account alone when there is no ARN: the partition then is the one that we called. */
  private static CallerIdentity identity(GetCallerIdentityResponse caller, String partition) {
    return caller.arn() == null && caller.account() != null
        ? new CallerIdentity(partition, caller.account())
        : ownerOf(caller.arn());
  }

  private static CallerIdentity ownerOf(@Nullable String arn) {
    String[] parts = text(arn).split(":", 6);
    return parts.length == 6
        ? new CallerIdentity(parts[1], parts[4])
        : new CallerIdentity("unknown", "unknown");
  }

  private Optional<ObservedAccess.Provider> provider(IamClient iam, String arn) {
    return calls
        .find(
            AwsAction.GET_PROVIDER,
            () -> iam.getOpenIDConnectProvider(ask -> ask.openIDConnectProviderArn(arn)))
        .map(
            found ->
                new ObservedAccess.Provider(Set.copyOf(found.clientIDList()), tags(found.tags())));
  }

  static Map<String, String> tags(List<Tag> tags) {
    return tags.stream()
        .collect(Collectors.toMap(Tag::key, tag -> text(tag.value()), (first, second) -> first));
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /**
   * Documents come percent-encoded and the SDK leaves them so; AWS's own documentation names this
   * decoder. IAM encodes a plus as well; servers in its place encode a blank as one. An opening
   * brace is always encoded, so a text that begins with one is plain, and decoding would spoil it.
   */
  static String decoded(String document) {
    if (document.stripLeading().startsWith("{")) {
      return document;
    }
    try {
      return URLDecoder.decode(document, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Not encoded after all; the comparison will say whether it is a policy.
      return document;
    }
  }
}
