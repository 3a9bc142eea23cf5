package io.quartermaster.iamprovisioner.effect.aws;

import io.quarkus.runtime.Startup;
import io.quartermaster.iamprovisioner.IamProvisionerConfig;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients, one pair for each partition. IAM has one endpoint per partition; the region
 * selects it and the scope of the signature.
 *
 * <p>The SDK retries throttling, 5xx and lost connections; the reconcile queue, which survives a
 * restart, retries all other transient failures.
 */
@ApplicationScoped
@Startup // A wrong endpoint stops the start, and the first event does not wait for the SDK.
class AwsClients {
  /** Regions that both IAM and STS resolve to the partition's endpoints. */
  private static final Map<String, Region> REGIONS =
      Map.of(
          "aws", Region.AWS_GLOBAL,
          "aws-cn", Region.CN_NORTH_1,
          "aws-us-gov", Region.US_GOV_WEST_1,
          "aws-iso", Region.US_ISO_EAST_1,
          "aws-iso-b", Region.US_ISOB_EAST_1,
          "aws-iso-e", Region.EU_ISOE_WEST_1,
          "aws-iso-f", Region.US_ISOF_SOUTH_1,
          "aws-eusc", Region.EUSC_DE_EAST_1);

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final IamProvisionerConfig.Aws config;
  private final Optional<URI> endpoint;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final Map<String, IamClient> iam = new ConcurrentHashMap<>();
  private final Map<String, StsClient> sts = new ConcurrentHashMap<>();

  AwsClients(IamProvisionerConfig config, AwsCredentialsProvider credentials) {
    // Otherwise the JDK repeats a POST whose connection was lost, without the SDK knowing.
    System.setProperty("sun.net.http.retryPost", "false");
    this.config = config.aws();
    this.endpoint = config.aws().endpoint().map(AwsClients::checked);
    this.credentials = credentials;
    this.http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(this.config.connectTimeout())
            .socketTimeout(this.config.attemptTimeout())
            .build();
  }

  @PostConstruct
  void warm() {
    iam("aws");
    sts("aws");
  }

  /**
   * Returns the endpoint.
   *
   * @throws IllegalArgumentException when credentials could be sent unencrypted or elsewhere; names
   *     the configuration key, not the value, which could contain a password
   */
  static URI checked(URI endpoint) {
    boolean encrypted = "https".equals(endpoint.getScheme());
    boolean local =
        "http".equals(endpoint.getScheme())
            && LOOPBACK.contains(String.valueOf(endpoint.getHost()));
    boolean plain =
        endpoint.getHost() != null
            && endpoint.getRawUserInfo() == null
            && endpoint.getRawQuery() == null
            && endpoint.getRawFragment() == null;
    if ((encrypted || local) && plain) {
      return endpoint;
    }
    throw new IllegalArgumentException(
        "iam-provisioner.aws.endpoint must be an https URL, or an http URL of a loopback address, without user info, query and fragment");
  }

  static Region region(String partition) {
    return REGIONS.getOrDefault(partition, Region.AWS_GLOBAL);
  }

  /**
   * The SDK's endpoint rules sign the global region as us-east-1, but not with a configured
   * endpoint, and a strict server rejects a signature without a region.
   */
  private Region signedRegion(String partition) {
    Region region = region(partition);
    return hasConfiguredEndpoint() && region.equals(Region.AWS_GLOBAL) ? Region.US_EAST_1 : region;
  }

  boolean hasConfiguredEndpoint() {
    return endpoint.isPresent();
  }

  IamClient iam(String partition) {
    return iam.computeIfAbsent(partition, name -> configured(IamClient.builder(), name).build());
  }

  StsClient sts(String partition) {
    return sts.computeIfAbsent(partition, name -> configured(StsClient.builder(), name).build());
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
      B builder, String partition) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(signedRegion(partition))
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(config.attemptTimeout())
                .apiCallTimeout(config.callTimeout())
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(config.maxAttempts())
                        .build())
                .build());
  }

  @PreDestroy
  void close() {
    iam.values().forEach(IamClient::close);
    sts.values().forEach(StsClient::close);
    http.close();
  }
}
