package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.RoleSettings;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** One idempotent change in AWS IAM: one call, with everything that it needs. */
public sealed interface AccessStep {

  /** The name in metrics, logs and plans: {@code create_role} for {@link CreateRole}. */
  default String wireName() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT);
  }

  /** What it is applied to. */
  String subject();

  /** Removes something; succeeds also when that does not exist. */
  sealed interface Removal extends AccessStep {}

  /** Changes an existing provider. */
  sealed interface ProviderStep extends AccessStep {
    String providerArn();

    @Override
    default String subject() {
      return providerArn();
    }
  }

  /** Changes an existing role; in a teardown not always the current one. */
  sealed interface RoleStep extends AccessStep {
    String roleName();

    @Override
    default String subject() {
      return roleName();
    }
  }

  /** Never with thumbprints: IAM finds the certificate itself. */
  record CreateProvider(URI url, String audience, Map<String, String> tags) implements AccessStep {
    public CreateProvider {
      tags = Map.copyOf(tags);
    }

    @Override
    public String subject() {
      return url.toString();
    }
  }

  /** Adopts an existing provider. */
  record TagProvider(String providerArn, Map<String, String> tags) implements ProviderStep {
    public TagProvider {
      tags = Map.copyOf(tags);
    }
  }

  /** Keeps the other audiences of a shared provider. */
  record AddAudience(String providerArn, String audience) implements ProviderStep {}

  record RemoveAudience(String providerArn, String audience) implements ProviderStep, Removal {}

  record DeleteProvider(String providerArn) implements ProviderStep, Removal {}

  record CreateRole(RoleArn role, RoleSettings settings) implements AccessStep {
    @Override
    public String subject() {
      return role.text();
    }
  }

  /** Adopts an existing role, or gives it the new uid of its instance. */
  record TagRole(String roleName, Map<String, String> tags) implements RoleStep {
    public TagRole {
      tags = Map.copyOf(tags);
    }
  }

  record UpdateTrust(String roleName, String trustDocument) implements RoleStep {}

  /** Always both fields: IAM resets the session to one hour when only the description is sent. */
  record UpdateSession(String roleName, String description, int sessionSeconds)
      implements RoleStep {}

  record PutBoundary(String roleName, String boundaryArn) implements RoleStep {}

  /** Creates or replaces the inline policy of this name and no other. */
  record PutPolicy(String roleName, String policyName, String document) implements RoleStep {
    @Override
    public String subject() {
      return roleName + "/" + policyName;
    }
  }

  record AttachPolicy(String roleName, String policyArn) implements RoleStep {
    @Override
    public String subject() {
      return roleName + " " + policyArn;
    }
  }

  record DeletePolicy(String roleName, String policyName) implements RoleStep, Removal {
    @Override
    public String subject() {
      return roleName + "/" + policyName;
    }
  }

  record DetachPolicy(String roleName, String policyArn) implements RoleStep, Removal {
    @Override
    public String subject() {
      return roleName + " " + policyArn;
    }
  }

  record RemoveFromInstanceProfile(String roleName, String profileName)
      implements RoleStep, Removal {
    @Override
    public String subject() {
      return roleName + " " + profileName;
    }
  }

  record DeleteRole(String roleName) implements RoleStep, Removal {}
}
