package io.quartermaster.sandbox.aws.iam;

import static io.quartermaster.sandbox.aws.protocol.Constraints.ARN;
import static io.quartermaster.sandbox.aws.protocol.Constraints.CLIENT_ID;
import static io.quartermaster.sandbox.aws.protocol.Constraints.THUMBPRINT;

import io.quartermaster.sandbox.aws.protocol.AwsRefusal;
import io.quartermaster.sandbox.aws.protocol.Constraints;
import io.quartermaster.sandbox.aws.protocol.Tag;
import io.quartermaster.sandbox.aws.protocol.Tags;
import io.quartermaster.sandbox.aws.protocol.Xml;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The operations on OIDC identity providers. */
final class ProviderOperations {

  private static final String SCHEME = "https://";
  private static final String ARN_MEMBER = "OpenIDConnectProviderArn";
  private static final int MAXIMUM_PROVIDERS = 100;
  private static final int MAXIMUM_CLIENT_IDS = 100;
  private static final int MAXIMUM_THUMBPRINTS = 5;

  /** In place of the thumbprint that IAM fetches from the issuer. */
  private static final String FETCHED_THUMBPRINT = "0123456789abcdef0123456789abcdef01234567";

  private ProviderOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.returning("CreateOpenIDConnectProvider", ProviderOperations::create),
        Operation.returning("GetOpenIDConnectProvider", ProviderOperations::get),
        Operation.returning("ListOpenIDConnectProviders", ProviderOperations::list),
        Operation.returningNothing("DeleteOpenIDConnectProvider", ProviderOperations::delete),
        Operation.returningNothing(
            "AddClientIDToOpenIDConnectProvider", ProviderOperations::addClientId),
        Operation.returningNothing(
            "RemoveClientIDFromOpenIDConnectProvider", ProviderOperations::removeClientId),
        Operation.returningNothing("TagOpenIDConnectProvider", ProviderOperations::tag),
        Operation.returningNothing("UntagOpenIDConnectProvider", ProviderOperations::untag));
  }

  private static void create(Invocation call, Xml xml) {
    Constraints constraints = call.constraints();
    String url = constraints.required("Url", Constraints.URL);
    List<String> clientIds = constraints.list("ClientIDList", CLIENT_ID);
    List<String> thumbprints = constraints.list("ThumbprintList", THUMBPRINT);
    List<Tag> tags = constraints.tags();
    constraints.verify();
    requireIssuer(url);
    if (thumbprints.size() > MAXIMUM_THUMBPRINTS) {
      throw AwsRefusal.invalidInput("Thumbprint list must contain fewer than 5 entries.");
    }
    String bare = url.substring(SCHEME.length());
    String arn = call.state().arn("oidc-provider/", "", bare);
    Account account = call.current();
    if (account.provider(arn).isPresent()) {
      throw AwsRefusal.alreadyExists("Provider with url " + url + " already exists.");
    }
    if (account.providers().size() >= MAXIMUM_PROVIDERS) {
      throw AwsRefusal.limitExceeded(
          "Cannot exceed quota for OpenIdConnectProvidersPerAccount: " + MAXIMUM_PROVIDERS);
    }
    requireClientIdQuota(clientIds);
    OidcProvider provider =
        new OidcProvider(
            arn,
            bare,
            clientIds.stream().distinct().toList(),
            thumbprints.isEmpty() ? List.of(FETCHED_THUMBPRINT) : thumbprints,
            Tags.OF_PROVIDERS.merge(List.of(), tags),
            call.state().now().truncatedTo(ChronoUnit.MILLIS));
    call.save(provider);
    xml.text(ARN_MEMBER, arn).tags(provider.tags());
  }

  private static void requireIssuer(String url) {
    if (!url.startsWith(SCHEME) || url.length() == SCHEME.length()) {
      throw AwsRefusal.invalidInput("Invalid Open ID Connect Provider URL");
    }
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException notAUrl) {
      throw AwsRefusal.invalidInput("Invalid Open ID Connect Provider URL");
    }
    if (uri.getHost() == null
        || uri.getPort() != -1
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || uri.getRawUserInfo() != null) {
      throw AwsRefusal.invalidInput("Invalid Open ID Connect Provider URL");
    }
    if (uri.getHost().endsWith(".invalid")) {
      throw new AwsRefusal(
          400,
          "OpenIdIdpCommunicationError",
          "Please check .well-known/openid-configuration of the provider " + url + ".");
    }
  }

  private static void requireClientIdQuota(List<String> clientIds) {
    if (clientIds.size() > MAXIMUM_CLIENT_IDS) {
      throw AwsRefusal.limitExceeded(
          "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: " + MAXIMUM_CLIENT_IDS);
    }
  }

  private static void get(Invocation call, Xml xml) {
    OidcProvider provider = Invocation.provider(call.seen(), arn(call.constraints()));
    xml.text("Url", provider.url())
        .texts("ClientIDList", provider.clientIds())
        .texts("ThumbprintList", provider.thumbprints())
        .text("CreateDate", provider.createdAt())
        .tags(provider.tags());
  }

  private static void list(Invocation call, Xml xml) {
    xml.list(
        "OpenIDConnectProviderList",
        List.copyOf(call.seen().providers().values()),
        provider -> xml.text("Arn", provider.arn()));
  }

  private static void delete(Invocation call) {
    String arn = arn(call.constraints());
    if (!arn.contains(":oidc-provider/")) {
      throw AwsRefusal.invalidInput("Invalid ARN:  " + arn);
    }
    call.save(call.current().withoutProvider(arn));
  }

  private static void addClientId(Invocation call) {
    Constraints constraints = call.constraints();
    String clientId = constraints.required("ClientID", CLIENT_ID);
    OidcProvider provider = Invocation.provider(call.current(), arn(constraints));
    if (!provider.clientIds().contains(clientId)) {
      List<String> next = new ArrayList<>(provider.clientIds());
      next.add(clientId);
      requireClientIdQuota(next);
      call.save(provider.withClientIds(next));
    }
  }

  private static void removeClientId(Invocation call) {
    Constraints constraints = call.constraints();
    String clientId = constraints.required("ClientID", CLIENT_ID);
    OidcProvider provider = Invocation.provider(call.current(), arn(constraints));
    List<String> next = new ArrayList<>(provider.clientIds());
    next.remove(clientId);
    call.save(provider.withClientIds(next));
  }

  private static void tag(Invocation call) {
    Constraints constraints = call.constraints();
    List<Tag> tags = constraints.requiredTags();
    OidcProvider provider = Invocation.provider(call.current(), arn(constraints));
    List<Tag> next = Tags.OF_PROVIDERS.merge(provider.tags(), tags);
    call.save(provider.withTags(next));
  }

  private static void untag(Invocation call) {
    Constraints constraints = call.constraints();
    List<String> keys = constraints.requiredTagKeys();
    OidcProvider provider = Invocation.provider(call.current(), arn(constraints));
    List<Tag> next = Tags.OF_PROVIDERS.without(provider.tags(), keys);
    call.save(provider.withTags(next));
  }

  private static String arn(Constraints constraints) {
    String arn = constraints.required(ARN_MEMBER, ARN);
    constraints.verify();
    return arn;
  }
}
