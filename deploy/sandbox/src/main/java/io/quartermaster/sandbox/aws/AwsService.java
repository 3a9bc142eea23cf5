package io.quartermaster.sandbox.aws;

import java.util.Arrays;
import java.util.Optional;

/** The two services on the endpoint. */
enum AwsService {
  IAM("iam", "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/"),
  STS("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/");

  private final String signingName;
  private final String version;
  private final String namespace;

  AwsService(String signingName, String version, String namespace) {
    this.signingName = signingName;
    this.version = version;
    this.namespace = namespace;
  }

  String signingName() {
    return signingName;
  }

  String version() {
    return version;
  }

  String namespace() {
    return namespace;
  }

  static Optional<AwsService> ofVersion(String version) {
    return Arrays.stream(values()).filter(service -> service.version.equals(version)).findFirst();
  }
}
