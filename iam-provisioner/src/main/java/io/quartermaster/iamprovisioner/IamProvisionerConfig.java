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
import java.util.Optional;

/**
 * The configuration of this service. Credentials are not in it: the SDK finds them where AWS says
 * they should be.
 */
@ConfigMapping(prefix = "iam-provisioner")
public interface IamProvisionerConfig {

  /** How to reach AWS. */
  Aws aws();

  /** Which text of GitLab's documentation the permissions follow. */
  @WithDefault("current")
  PermissionsPolicy policy();

  /** How far we may go. */
  @WithDefault("manage")
  Mode mode();

  /** Inside the role, or by AWS's own policy. */
  @WithDefault("inline")
  Permissions permissions();

  /** Whether foreign policies and audiences are removed from what is ours. */
  @WithDefault("false")
  boolean exclusive();

  /** The ARN of the policy that limits the role, whatever else it is given. */
  Optional<String> permissionsBoundary();

  /** The description of the role, instead of ours. */
  Optional<String> roleDescription();

  /**
   * The ARN of a key of the customer's own for Amazon Q: the statement that its key policy needs is
   * written into the log whenever settings are saved, never applied.
   */
  Optional<
          @Pattern(
              regexp = "arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+",
              message = "must be the ARN of a KMS key")
          String>
      kmsKey();

  /** When to look again at access that is as wanted, or that waits for a person. */
  @WithDefault("15m")
  Duration resyncInterval();

  /** How long AWS may take to agree with itself before we call it a failure. */
  @WithDefault("2m")
  Duration settleWithin();

  /** How the role gets its permissions. */
  enum Permissions {
    INLINE,
    MANAGED
  }

  /** How to reach AWS. */
  interface Aws {

    /** Stands in for both IAM and STS; without it, AWS's own endpoints of the role's partition. */
    Optional<URI> endpoint();

    @WithDefault("2s")
    Duration connectTimeout();

    /** For one try of a call. */
    @WithDefault("5s")
    Duration attemptTimeout();

    /** For a call with all its tries. */
    @WithDefault("20s")
    Duration callTimeout();

    /** Tries of a call that AWS throttles or does not answer. */
    @WithDefault("3")
    @Min(1)
    @Max(10)
    int attempts();
  }
}
