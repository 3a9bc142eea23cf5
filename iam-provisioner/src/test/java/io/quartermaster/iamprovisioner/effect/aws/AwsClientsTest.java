package io.quartermaster.iamprovisioner.effect.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.endpoints.IamEndpointProvider;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

class AwsClientsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://iam.example.org",
        "https://iam.example.org:8443/base",
        "http://127.0.0.1:8111",
        "http://localhost:8111",
        "http://[::1]:8111"
      })
  void acceptsHttpsAndLoopback(String address) {
    assertThat(AwsClients.checked(URI.create(address))).isEqualTo(URI.create(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://iam.example.org",
        "http://10.0.0.1",
        "http://127.0.0.1.example.org",
        "https://user:password@iam.example.org",
        "https://iam.example.org?key=password",
        "https://iam.example.org#password",
        "ftp://iam.example.org",
        "iam.example.org",
        "https:///path"
      })
  void rejectsOtherEndpointsAndNamesOnlyTheKey(String address) {
    assertThatThrownBy(() -> AwsClients.checked(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("iam-provisioner.aws.endpoint")
        .hasMessageNotContaining("password");
  }

  @ParameterizedTest
  @CsvSource({
    "aws,        https://iam.amazonaws.com,                  https://sts.amazonaws.com",
    "aws-cn,     https://iam.cn-north-1.amazonaws.com.cn,    https://sts.cn-north-1.amazonaws.com.cn",
    "aws-us-gov, https://iam.us-gov.amazonaws.com,           https://sts.us-gov-west-1.amazonaws.com",
    "aws-eusc,   https://iam.eusc-de-east-1.amazonaws.eu,    https://sts.eusc-de-east-1.amazonaws.eu",
  })
  void resolvesTheEndpointsOfEachPartition(String partition, String iam, String sts) {
    var region = AwsClients.region(partition);

    assertThat(IamEndpointProvider.defaultProvider().resolveEndpoint(p -> p.region(region)).join())
        .extracting(endpoint -> endpoint.endpointUrl().toUri().toString())
        .isEqualTo(iam);
    assertThat(
            StsEndpointProvider.defaultProvider()
                .resolveEndpoint(p -> p.region(region).useGlobalEndpoint(false))
                .join())
        .extracting(endpoint -> endpoint.endpointUrl().toUri().toString())
        .isEqualTo(sts);
  }
}
