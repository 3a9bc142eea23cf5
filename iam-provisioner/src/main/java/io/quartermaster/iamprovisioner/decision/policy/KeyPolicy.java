package io.quartermaster.iamprovisioner.decision.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statement that the policy of a customer managed KMS key needs, so that the role can use the
 * key through Amazon Q. It is logged and never applied: the key belongs to the customer.
 */
public final class KeyPolicy {
  private static final Pattern KEY =
      Pattern.compile("arn:(aws[a-z-]*):kms:([a-z0-9-]+):\\d{12}:key/[A-Za-z0-9-]+");
  private static final List<String> ACTIONS =
      List.of(
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo");

  private KeyPolicy() {}

  /** Empty when it is not the ARN of a key. */
  public static Optional<String> statement(String keyArn, String roleArn) {
    Matcher key = KEY.matcher(keyArn);
    if (!key.matches()) {
      return Optional.empty();
    }
    String suffix = key.group(1).equals("aws-cn") ? ".cn" : "";
    return Optional.of(
        """
        {"Sid":"GitLabDuoWithAmazonQ","Effect":"Allow","Principal":{"AWS":%s},"Action":%s,\
        "Resource":"*","Condition":{"StringEquals":{"kms:ViaService":[%s]}}}"""
            .formatted(
                PolicyJson.quote(roleArn),
                PolicyJson.list(ACTIONS),
                PolicyJson.quote("q." + key.group(2) + ".amazonaws.com" + suffix)));
  }
}
