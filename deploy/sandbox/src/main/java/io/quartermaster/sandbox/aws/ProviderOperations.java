package io.quartermaster.sandbox.aws;

import static io.quartermaster.sandbox.aws.Constraints.ARN;
import static io.quartermaster.sandbox.aws.Constraints.CLIENT_ID;
import static io.quartermaster.sandbox.aws.Constraints.THUMBPRINT;

import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The operations on OIDC identity providers. */
final class ProviderOperations {

  private static final String SCHEME = "https://";
  private static final String ARN_MEMBER = "OpenIDConnectProviderArn";
  private static final int MAXIMUM_PROVIDERS = 100;
  private static final int MAXIMUM_CLIENT_IDS = 100;
  private static final int MAXIMUM_THUMBPRINTS = 5;

  /** What IAM would have fetched from the issuer; nobody should care. */
  private static final String FETCHED_THUMBPRINT = "0123456789abcdef0123456789abcdef01234567";

  private ProviderOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.returning("CreateOpenIDConnectProvider", ProviderOperations::create),
        Operation.returning("GetOpenIDConnectProvider", ProviderOperations::get),
        Operation.returning("ListOpenIDConnectProviders", ProviderOperations::list),
        Operation.voiding("DeleteOpenIDConnectProvider", ProviderOperations::delete),
        Operation.voiding("AddClientIDToOpenIDConnectProvider", ProviderOperations::addClientId),
        Operation.voiding(
            "RemoveClientIDFromOpenIDConnectProvider", ProviderOperations::removeClientId),
        Operation.voiding(
            "UpdateOpenIDConnectProviderThumbprint", ProviderOperations::updateThumbprint),
        Operation.voiding("TagOpenIDConnectProvider", ProviderOperations::tag),
        Operation.voiding("UntagOpenIDConnectProvider", ProviderOperations::untag),
        Operation.returning("ListOpenIDConnectProviderTags", ProviderOperations::listTags));
  }

  private static String create(Invocation call) {
    Constraints constraints = call.constraints();
    String url = constraints.required("Url", Constraints.URL);
    List<String> clientIds = constraints.list("ClientIDList", CLIENT_ID);
    List<String> thumbprints = constraints.list("ThumbprintList", THUMBPRINT);
    List<Tag> tags = constraints.tags();
    constraints.verify();
    requireIssuer(url);
    requireThumbprints(thumbprints);
    String bare = url.substring(SCHEME.length());
    String arn = call.state().arn("oidc-provider/", "", bare);
    AwsAccount account = call.current();
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
            call.now().truncatedTo(ChronoUnit.MILLIS));
    call.save(account.withProvider(provider));
    return Xml.of(xml -> xml.text(ARN_MEMBER, arn).tags(provider.tags()));
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

  private static void requireThumbprints(List<String> thumbprints) {
    if (thumbprints.size() > MAXIMUM_THUMBPRINTS) {
      throw AwsRefusal.invalidInput("Thumbprint list must contain fewer than 5 entries.");
    }
  }

  private static void requireClientIdQuota(List<String> clientIds) {
    if (clientIds.size() > MAXIMUM_CLIENT_IDS) {
      throw AwsRefusal.limitExceeded(
          "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: " + MAXIMUM_CLIENT_IDS);
    }
  }

  private static String get(Invocation call) {
    OidcProvider provider = call.provider(call.seen(), arn(call.constraints()));
    return Xml.of(
        xml ->
            xml.text("Url", provider.url())
                .texts("ClientIDList", provider.clientIds())
                .texts("ThumbprintList", provider.thumbprints())
                .text("CreateDate", provider.createdAt())
                .tags(provider.tags()));
  }

  private static String list(Invocation call) {
    List<OidcProvider> providers = List.copyOf(call.seen().providers().values());
    return Xml.of(
        xml ->
            xml.list(
                "OpenIDConnectProviderList",
                providers,
                provider -> xml.text("Arn", provider.arn())));
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
    OidcProvider provider = call.provider(call.current(), arn(constraints));
    if (!provider.clientIds().contains(clientId)) {
      List<String> next = new ArrayList<>(provider.clientIds());
      next.add(clientId);
      requireClientIdQuota(next);
      call.save(call.current().withProvider(provider.withClientIds(next)));
    }
  }

  private static void removeClientId(Invocation call) {
    Constraints constraints = call.constraints();
    String clientId = constraints.required("ClientID", CLIENT_ID);
    OidcProvider provider = call.provider(call.current(), arn(constraints));
    List<String> next = new ArrayList<>(provider.clientIds());
    next.remove(clientId);
    call.save(call.current().withProvider(provider.withClientIds(next)));
  }

  private static void updateThumbprint(Invocation call) {
    Constraints constraints = call.constraints();
    List<String> thumbprints = constraints.requiredList("ThumbprintList", THUMBPRINT);
    OidcProvider provider = call.provider(call.current(), arn(constraints));
    if (thumbprints.isEmpty()) {
      throw AwsRefusal.invalidInput("Thumbprint list must contain at least one entry.");
    }
    requireThumbprints(thumbprints);
    call.save(call.current().withProvider(provider.withThumbprints(thumbprints)));
  }

  private static void tag(Invocation call) {
    Constraints constraints = call.constraints();
    List<Tag> tags = constraints.requiredTags();
    OidcProvider provider = call.provider(call.current(), arn(constraints));
    List<Tag> next = Tags.OF_PROVIDERS.merge(provider.tags(), tags);
    call.save(call.current().withProvider(provider.withTags(next)));
  }

  private static void untag(Invocation call) {
    Constraints constraints = call.constraints();
    List<String> keys = constraints.requiredTagKeys();
    OidcProvider provider = call.provider(call.current(), arn(constraints));
    List<Tag> next = Tags.OF_PROVIDERS.without(provider.tags(), keys);
    call.save(call.current().withProvider(provider.withTags(next)));
  }

  private static String listTags(Invocation call) {
    Constraints constraints = call.constraints();
    String arn = constraints.required(ARN_MEMBER, ARN);
    List<Tag> tags =
        call.seen().provider(arn).map(OidcProvider::tags).orElse(List.of()).stream()
            .sorted(Comparator.comparing(Tag::key))
            .toList();
    Page<Tag> page = Page.of(call, constraints, tags, Tag::key);
    call.provider(call.seen(), arn);
    return Xml.of(
        xml -> {
          xml.tags(page.items());
          page.truncation(xml);
        });
  }

  private static String arn(Constraints constraints) {
    String arn = constraints.required(ARN_MEMBER, ARN);
    constraints.verify();
    return arn;
  }
}
