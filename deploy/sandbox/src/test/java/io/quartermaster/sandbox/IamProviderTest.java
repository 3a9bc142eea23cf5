package io.quartermaster.sandbox;

import static io.quartermaster.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.OpenIdIdpCommunicationErrorException;
import software.amazon.awssdk.services.iam.model.Tag;

class IamProviderTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private final Clients clients = RUNNING.clients();
  private final IamClient iam = clients.iam();

  @Test
  void returnsTheUrlWithoutItsScheme() {
    String arn =
        iam.createOpenIDConnectProvider(
                p ->
                    p.url("https://" + clients.issuer())
                        .clientIDList(clients.audience())
                        .tags(tag("Owner", "quartermaster")))
            .openIDConnectProviderArn();

    assertThat(arn).isEqualTo(clients.providerArn());
    GetOpenIdConnectProviderResponse read =
        iam.getOpenIDConnectProvider(p -> p.openIDConnectProviderArn(arn));
    assertThat(read.url()).isEqualTo(clients.issuer());
    assertThat(read.clientIDList()).containsExactly(clients.audience());
    assertThat(read.thumbprintList()).hasSize(1);
    assertThat(read.createDate()).isNotNull();
    assertThat(read.tags()).containsExactly(tag("Owner", "quartermaster"));
    assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList()).hasSize(1);
  }

  @Test
  void refusesADuplicateUrlButNotATrailingSlash() {
    clients.createProvider();
    String url = "https://" + clients.issuer();
    assertRefused(
        () -> iam.createOpenIDConnectProvider(p -> p.url(url)),
        409,
        "EntityAlreadyExists",
        "Provider with url " + url + " already exists.");
    assertThat(iam.createOpenIDConnectProvider(p -> p.url(url + "/")).openIDConnectProviderArn())
        .endsWith("/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://auth.token.gitlab.com/x",
        "https://auth.token.gitlab.com:8443/x",
        "https://auth.token.gitlab.com/x?a=b",
        "https://",
        "auth.token.gitlab.com/x"
      })
  void refusesInvalidUrls(String url) {
    assertRefused(
        () -> iam.createOpenIDConnectProvider(p -> p.url(url)),
        400,
        "InvalidInput",
        "Invalid Open ID Connect Provider URL");
  }

  @Test
  void reportsAnUnreachableIssuer() {
    assertThatExceptionOfType(OpenIdIdpCommunicationErrorException.class)
        .isThrownBy(() -> iam.createOpenIDConnectProvider(p -> p.url("https://x.invalid/y")));
  }

  @Test
  void checksLengths() {
    assertRefused(
        () -> iam.createOpenIDConnectProvider(p -> p.url("https://a.example/" + "x".repeat(255))),
        400,
        "ValidationError",
        "at 'url' failed to satisfy constraint: Member must have length less than or equal to 255");
    assertRefused(
        () -> iam.createOpenIDConnectProvider(p -> p.url("https://a.example").thumbprintList("ab")),
        400,
        "ValidationError",
        "Member must have length greater than or equal to 40");
    assertRefused(
        () ->
            iam.createOpenIDConnectProvider(
                p -> p.url("https://a.example").tags(tag("k", "\u0000"), tag("", "v"))),
        400,
        "ValidationError",
        "2 validation errors detected: ");
    assertRefused(
        () -> iam.createOpenIDConnectProvider(p -> {}), 400, "ValidationError", "must not be null");
  }

  @Test
  void changesAudiencesIdempotently() {
    String arn = clients.createProvider();
    for (int i = 0; i < 2; i++) {
      iam.addClientIDToOpenIDConnectProvider(p -> p.openIDConnectProviderArn(arn).clientID("b"));
    }
    assertThat(audiences(arn)).containsExactly(clients.audience(), "b");
    for (int i = 0; i < 2; i++) {
      iam.removeClientIDFromOpenIDConnectProvider(
          p -> p.openIDConnectProviderArn(arn).clientID("b"));
    }
    assertThat(audiences(arn)).containsExactly(clients.audience());
  }

  @Test
  void limitsProvidersAndAudiences() {
    IntStream.range(0, 100)
        .forEach(i -> iam.createOpenIDConnectProvider(p -> p.url("https://issuer.example/" + i)));
    assertRefused(
        () -> iam.createOpenIDConnectProvider(p -> p.url("https://issuer.example/100")),
        409,
        "LimitExceeded",
        "Cannot exceed quota for OpenIdConnectProvidersPerAccount: 100");
    String arn = "arn:aws:iam::123456789012:oidc-provider/issuer.example/0";
    List<String> many = IntStream.range(0, 101).mapToObj(i -> "c" + i).toList();
    many.subList(0, 100)
        .forEach(
            id ->
                iam.addClientIDToOpenIDConnectProvider(
                    p -> p.openIDConnectProviderArn(arn).clientID(id)));
    assertRefused(
        () ->
            iam.addClientIDToOpenIDConnectProvider(
                p -> p.openIDConnectProviderArn(arn).clientID("c100")),
        409,
        "LimitExceeded",
        "100");
  }

  @Test
  void distinguishesTheCaseOfTagKeys() {
    String arn = clients.createProvider();
    iam.tagOpenIDConnectProvider(
        p -> p.openIDConnectProviderArn(arn).tags(tag("owner", "a"), tag("Owner", "b")));
    iam.tagOpenIDConnectProvider(p -> p.openIDConnectProviderArn(arn).tags(tag("owner", "c")));
    iam.untagOpenIDConnectProvider(p -> p.openIDConnectProviderArn(arn).tagKeys("Owner"));
    assertThat(iam.getOpenIDConnectProvider(p -> p.openIDConnectProviderArn(arn)).tags())
        .containsExactly(tag("owner", "c"));
  }

  @Test
  void deletesIdempotentlyAndKeepsTheRole() {
    clients.createAccess("Q");
    for (int i = 0; i < 2; i++) {
      iam.deleteOpenIDConnectProvider(p -> p.openIDConnectProviderArn(clients.providerArn()));
    }
    assertThat(iam.getRole(r -> r.roleName("Q")).role()).isNotNull();
    assertRefused(
        () -> iam.getOpenIDConnectProvider(p -> p.openIDConnectProviderArn(clients.providerArn())),
        404,
        "NoSuchEntity",
        "OpenIDConnect Provider not found for arn " + clients.providerArn());
  }

  @Test
  void refusesAnArnOfAnotherKind() {
    assertRefused(
        () ->
            iam.getOpenIDConnectProvider(
                p -> p.openIDConnectProviderArn(Clients.roleArn("NotAProvider"))),
        400,
        "InvalidInput",
        "Invalid ARN");
  }

  private List<String> audiences(String arn) {
    return iam.getOpenIDConnectProvider(p -> p.openIDConnectProviderArn(arn)).clientIDList();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
