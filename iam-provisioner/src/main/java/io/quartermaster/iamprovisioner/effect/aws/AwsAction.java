package io.quartermaster.iamprovisioner.effect.aws;

import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import java.util.Locale;

/**
 * Every action that this service calls, and so the permissions that its credentials need. A test
 * compares them with the policies in {@code deploy/iam}.
 */
enum AwsAction {
  GET_CALLER_IDENTITY("sts:GetCallerIdentity", Subject.NOTHING),
  GET_PROVIDER("iam:GetOpenIDConnectProvider", Subject.PROVIDER),
  CREATE_PROVIDER("iam:CreateOpenIDConnectProvider", Subject.PROVIDER),
  TAG_PROVIDER("iam:TagOpenIDConnectProvider", Subject.PROVIDER),
  ADD_AUDIENCE("iam:AddClientIDToOpenIDConnectProvider", Subject.PROVIDER),
  REMOVE_AUDIENCE("iam:RemoveClientIDFromOpenIDConnectProvider", Subject.PROVIDER),
  DELETE_PROVIDER("iam:DeleteOpenIDConnectProvider", Subject.PROVIDER),
  GET_ROLE("iam:GetRole", Subject.ROLE),
  LIST_POLICIES("iam:ListRolePolicies", Subject.ROLE),
  LIST_ATTACHED_POLICIES("iam:ListAttachedRolePolicies", Subject.ROLE),
  LIST_INSTANCE_PROFILES("iam:ListInstanceProfilesForRole", Subject.ROLE),
  GET_POLICY("iam:GetRolePolicy", Subject.ROLE),
  CREATE_ROLE("iam:CreateRole", Subject.ROLE),
  TAG_ROLE("iam:TagRole", Subject.ROLE),
  UPDATE_TRUST("iam:UpdateAssumeRolePolicy", Subject.ROLE),
  UPDATE_SESSION("iam:UpdateRole", Subject.ROLE),
  PUT_BOUNDARY("iam:PutRolePermissionsBoundary", Subject.ROLE),
  PUT_POLICY("iam:PutRolePolicy", Subject.ROLE),
  ATTACH_POLICY("iam:AttachRolePolicy", Subject.ROLE),
  DELETE_POLICY("iam:DeleteRolePolicy", Subject.ROLE),
  DETACH_POLICY("iam:DetachRolePolicy", Subject.ROLE),
  REMOVE_FROM_INSTANCE_PROFILE("iam:RemoveRoleFromInstanceProfile", Subject.INSTANCE_PROFILE),
  DELETE_ROLE("iam:DeleteRole", Subject.ROLE);

  private final String permission;
  private final Subject subject;

  AwsAction(String permission, Subject subject) {
    this.permission = permission;
    this.subject = subject;
  }

  /** Actions that change something have the name of their step. */
  static AwsAction of(AccessStep step) {
    return valueOf(step.wireName().toUpperCase(Locale.ROOT));
  }

  String permission() {
    return permission;
  }

  Subject subject() {
    return subject;
  }

  /** The resource type by which AWS authorizes an action. */
  enum Subject {
    NOTHING,
    PROVIDER,
    ROLE,
    INSTANCE_PROFILE
  }
}
