package io.quartermaster.iamprovisioner.effect.aws;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** The SDK's default chain: environment, profile, web identity, container, instance. */
class AwsCredentials {

  @Produces
  @Singleton
  AwsCredentialsProvider provider() {
    return DefaultCredentialsProvider.builder().build();
  }
}
