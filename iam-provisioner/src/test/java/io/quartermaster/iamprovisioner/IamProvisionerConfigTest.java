package io.quartermaster.iamprovisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quartermaster.iamprovisioner.decision.plan.Mode;
import io.quartermaster.iamprovisioner.decision.policy.PermissionsPolicy;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pins names and defaults, which the README lists. */
class IamProvisionerConfigTest {
  private static final String KEY =
      "arn:aws:kms:us-east-1:123456789012:key/0f3f6f1a-2b3c-4c9f-8b1e-7f6d4a559d0b";

  @Test
  void hasDefaults() {
    IamProvisionerConfig config = config(Map.of());

    assertThat(config.aws().endpoint()).isEmpty();
    assertThat(config.aws().connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.aws().attemptTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.aws().callTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.aws().maxAttempts()).isEqualTo(3);
    assertThat(config.policy()).isEqualTo(PermissionsPolicy.CURRENT);
    assertThat(config.mode()).isEqualTo(Mode.MANAGE);
    assertThat(config.permissions()).isEqualTo(IamProvisionerConfig.Permissions.INLINE);
    assertThat(config.exclusive()).isFalse();
    assertThat(config.permissionsBoundary()).isEmpty();
    assertThat(config.roleDescription()).isEmpty();
    assertThat(config.kmsKey()).isEmpty();
    assertThat(config.tags()).isEmpty();
  }

  @Test
  void readsTheNamesOfTheReadme() {
    IamProvisionerConfig config =
        config(
            Map.ofEntries(
                Map.entry("iam-provisioner.aws.endpoint", "http://127.0.0.1:8111"),
                Map.entry("iam-provisioner.aws.connect-timeout", "1s"),
                Map.entry("iam-provisioner.aws.attempt-timeout", "2s"),
                Map.entry("iam-provisioner.aws.call-timeout", "3s"),
                Map.entry("iam-provisioner.aws.max-attempts", "4"),
                Map.entry("iam-provisioner.policy", "gitlab-17-8"),
                Map.entry("iam-provisioner.mode", "verify"),
                Map.entry("iam-provisioner.permissions", "managed"),
                Map.entry("iam-provisioner.exclusive", "true"),
                Map.entry("iam-provisioner.permissions-boundary", "arn:b"),
                Map.entry("iam-provisioner.role-description", "d"),
                Map.entry("iam-provisioner.kms-key", KEY),
                Map.entry("iam-provisioner.tags.CostCenter", "4711"),
                Map.entry("iam-provisioner.tags.\"acme:data.class\"", "internal")));

    assertThat(config.aws().endpoint()).contains(URI.create("http://127.0.0.1:8111"));
    assertThat(config.aws().connectTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.aws().attemptTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.aws().callTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.aws().maxAttempts()).isEqualTo(4);
    assertThat(config.policy()).isEqualTo(PermissionsPolicy.GITLAB_17_8);
    assertThat(config.mode()).isEqualTo(Mode.VERIFY);
    assertThat(config.permissions()).isEqualTo(IamProvisionerConfig.Permissions.MANAGED);
    assertThat(config.exclusive()).isTrue();
    assertThat(config.permissionsBoundary()).contains("arn:b");
    assertThat(config.roleDescription()).contains("d");
    assertThat(config.kmsKey()).contains(KEY);
    assertThat(config.tags())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("CostCenter", "4711", "acme:data.class", "internal"));
  }

  @Test
  void rejectsTagsThatAwsRejectsAndNamesTheSetting() {
    assertThatThrownBy(() -> config(Map.of("iam-provisioner.tags.\"aws:team\"", "secret")))
        .hasMessageContaining("iam-provisioner.tags")
        .hasMessageContaining("aws:team")
        .hasMessageNotContaining("secret");
  }

  private static IamProvisionerConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(IamProvisionerConfig.class)
        .withConverter(Duration.class, 100, new DurationConverter())
        .withDefaultValues(values)
        .withValidator(new BeanValidationConfigValidatorImpl())
        .build()
        .getConfigMapping(IamProvisionerConfig.class);
  }
}
