package io.quartermaster.sandbox.aws.protocol;

import java.util.Arrays;
import java.util.Optional;

/** The two services on the endpoint. */
public enum AwsService {
  IAM("iam", "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/"),
  STS("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/");

  /** The name of this system in journal and faults. */
  public static final String SYSTEM = "aws";

  private final String signingName;
  private final String version;
  private final String namespace;

  AwsService(String signingName, String version, String namespace) {
    this.signingName = signingName;
    this.version = version;
    this.namespace = namespace;
  }

  public String signingName() {
    return signingName;
  }

  String namespace() {
    return namespace;
  }

  public static Optional<AwsService> ofVersion(String version) {
    return Arrays.stream(values()).filter(service -> service.version.equals(version)).findFirst();
  }
}
