package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.aws.RoleArn;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change in AWS IAM, with all that the call needs. Sealed, so that the gateway must answer each
 * kind and a new kind does not compile until it does. Every step may be applied again.
 */
public sealed interface AccessStep {

  /** What the step is called in metrics, logs and plans: the call that it makes. */
  String wireName();

  /** What it is applied to. */
  String subject();

  /** Takes something away: that it is gone already is as good as done. */
  sealed interface Removal extends AccessStep {}

  /** Takes something away from a role, or the role itself; not always the wanted one. */
  sealed interface RoleRemoval extends Removal {
    String roleName();
  }

  /** Never with thumbprints: IAM finds the certificate itself. */
  record CreateProvider(URI url, String audience, Map<String, String> tags) implements AccessStep {
    public CreateProvider {
      tags = Map.copyOf(tags);
    }

    @Override
    public String wireName() {
      return "create_provider";
    }

    @Override
    public String subject() {
      return url.toString();
    }
  }

  /** Takes an existing provider over. */
  record TagProvider(String providerArn, Map<String, String> tags) implements AccessStep {
    public TagProvider {
      tags = Map.copyOf(tags);
    }

    @Override
    public String wireName() {
      return "tag_provider";
    }

    @Override
    public String subject() {
      return providerArn;
    }
  }

  /** Leaves the other audiences of a shared provider alone. */
  record AddAudience(String providerArn, String audience) implements AccessStep {
    @Override
    public String wireName() {
      return "add_audience";
    }

    @Override
    public String subject() {
      return providerArn;
    }
  }

  record RemoveAudience(String providerArn, String audience) implements Removal {
    @Override
    public String wireName() {
      return "remove_audience";
    }

    @Override
    public String subject() {
      return providerArn;
    }
  }

  record DeleteProvider(String providerArn) implements Removal {
    @Override
    public String wireName() {
      return "delete_provider";
    }

    @Override
    public String subject() {
      return providerArn;
    }
  }

  record CreateRole(RoleArn role, RoleContent content) implements AccessStep {
    @Override
    public String wireName() {
      return "create_role";
    }

    @Override
    public String subject() {
      return role.text();
    }
  }

  /** Takes an existing role over, or gives it the new uid of its instance. */
  record TagRole(String roleName, Map<String, String> tags) implements AccessStep {
    public TagRole {
      tags = Map.copyOf(tags);
    }

    @Override
    public String wireName() {
      return "tag_role";
    }

    @Override
    public String subject() {
      return roleName;
    }
  }

  record UpdateTrust(String roleName, String trustDocument) implements AccessStep {
    @Override
    public String wireName() {
      return "update_trust";
    }

    @Override
    public String subject() {
      return roleName;
    }
  }

  /** Both fields always: IAM resets the session to one hour when only the description is sent. */
  record UpdateSession(String roleName, String description, int sessionSeconds)
      implements AccessStep {
    @Override
    public String wireName() {
      return "update_session";
    }

    @Override
    public String subject() {
      return roleName;
    }
  }

  record PutBoundary(String roleName, String boundaryArn) implements AccessStep {
    @Override
    public String wireName() {
      return "put_boundary";
    }

    @Override
    public String subject() {
      return roleName;
    }
  }

  /** Creates or replaces the inline policy of this name; others are not touched. */
  record PutPolicy(String roleName, String policyName, String document) implements AccessStep {
    @Override
    public String wireName() {
      return "put_policy";
    }

    @Override
    public String subject() {
      return roleName + "/" + policyName;
    }
  }

  record AttachPolicy(String roleName, String policyArn) implements AccessStep {
    @Override
    public String wireName() {
      return "attach_policy";
    }

    @Override
    public String subject() {
      return roleName + " " + policyArn;
    }
  }

  record DeletePolicy(String roleName, String policyName) implements RoleRemoval {
    @Override
    public String wireName() {
      return "delete_policy";
    }

    @Override
    public String subject() {
      return roleName + "/" + policyName;
    }
  }

  record DetachPolicy(String roleName, String policyArn) implements RoleRemoval {
    @Override
    public String wireName() {
      return "detach_policy";
    }

    @Override
    public String subject() {
      return roleName + " " + policyArn;
    }
  }

  record RemoveFromInstanceProfile(String roleName, String profileName) implements RoleRemoval {
    @Override
    public String wireName() {
      return "remove_from_instance_profile";
    }

    @Override
    public String subject() {
      return roleName + " " + profileName;
    }
  }

  record DeleteRole(String roleName) implements RoleRemoval {
    @Override
    public String wireName() {
      return "delete_role";
    }

    @Override
    public String subject() {
      return roleName;
    }
  }

  /** What a new role is made of, besides its ARN. */
  record RoleContent(
      String trustDocument,
      String description,
      int sessionSeconds,
      @Nullable String boundaryArn,
      Map<String, String> tags) {
    public RoleContent {
      tags = Map.copyOf(tags);
    }
  }
}
