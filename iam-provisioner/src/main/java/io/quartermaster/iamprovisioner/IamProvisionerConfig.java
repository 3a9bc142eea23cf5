package io.quartermaster.iamprovisioner;

import io.quartermaster.iamprovisioner.decision.plan.Mode;
import io.quartermaster.iamprovisioner.decision.policy.PermissionsPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of this service. AWS credentials come from the SDK's default chain. Retry and
 * resync intervals are in {@code setup-step}.
 */
@ConfigMapping(prefix = "iam-provisioner")
public interface IamProvisionerConfig {

  Aws aws();

  /** The version of the permissions policy in GitLab's documentation. */
  @WithDefault("current")
  PermissionsPolicy policy();

  /** What the service may change. */
  @WithDefault("manage")
  Mode mode();

  /** How permissions are granted to the role. */
  @WithDefault("inline")
  Permissions permissions();

  /** Whether foreign policies and audiences are removed from resources with the ownership tag. */
  @WithDefault("false")
  boolean exclusive();

  /** The ARN of the permissions boundary of the role. */
  Optional<String> permissionsBoundary();

  /**
   * Tags of everything that is created, in addition to the ownership tag. Added to resources with
   * the ownership tag if they are missing or have another value; other tags are left unchanged.
   */
  @ResourceTags
  Map<String, String> tags();

  /** Replaces the default description of the role. */
  Optional<String> roleDescription();

  /**
   * The ARN of a customer managed KMS key for Amazon Q. The statement that its key policy needs is
   * logged whenever settings are saved, and never applied.
   */
  Optional<
          @Pattern(
              regexp = "arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+",
              message = "must be the ARN of a KMS key")
          String>
      kmsKey();

  /** An inline policy, or the AWS managed policy. */
  enum Permissions {
    INLINE,
    MANAGED
  }

  /** The connection to AWS. */
  interface Aws {

    /** Replaces the AWS endpoints of both IAM and STS. */
    Optional<URI> endpoint();

    @WithDefault("2s")
    Duration connectTimeout();

    /** For one attempt of a call. */
    @WithDefault("5s")
    Duration attemptTimeout();

    /** For a call with all its attempts. */
    @WithDefault("20s")
    Duration callTimeout();

    /** Attempts of a call that AWS throttles or does not respond to. */
    @WithDefault("3")
    @Min(1)
    @Max(10)
    int maxAttempts();
  }
}
