package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.aws.RoleArn;
import java.net.URI;
import java.util.List;

/**
 * What an instance used in AWS before, as long as it may still exist there; the oldest first.
 *
 * @param providers deleted as soon as the role trusts the current one
 * @param roles left unchanged, because the registration with Amazon Q can still use them and an
 *     administrator can switch back; deleted by a teardown
 */
public record PreviousResources(List<Provider> providers, List<Role> roles) {

  public PreviousResources {
    providers = List.copyOf(providers);
    roles = List.copyOf(roles);
  }

  public static PreviousResources none() {
    return new PreviousResources(List.of(), List.of());
  }

  /**
   * The identity provider from before a restore under a new instance uid, or from another gateway
   * environment.
   *
   * @param instanceUid the value of its ownership tag
   */
  public record Provider(String instanceUid, URI url, String audience) {}

  /**
   * A previously configured role.
   *
   * @param instanceUid the value of its ownership tag
   */
  public record Role(String instanceUid, RoleArn arn) {}
}
