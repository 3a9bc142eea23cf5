package io.quartermaster.iamprovisioner.decision.policy;

import java.util.List;

/** The permissions of the role, in the versions of GitLab's documentation. */
public enum PermissionsPolicy {
  /** Since the managed policy of April 2025. */
  CURRENT {
    @Override
    public String document(String partition) {
      return policy(
          statement(
              "GitLabDuoUsagePermissions",
              List.of(
                  "q:SendEvent",
                  "q:CreateAuthGrant",
                  "q:UpdateAuthGrant",
                  "q:GenerateCodeRecommendations",
                  "q:SendMessage",
                  "q:ListPlugins",
                  "q:VerifyOAuthAppConnection"),
              "*"),
          statement(
              "GitLabDuoManagementPermissions",
              List.of("q:CreateOAuthAppConnection", "q:DeleteOAuthAppConnection"),
              "*"),
          statement(
              "GitLabDuoPluginPermissions",
              List.of("q:CreatePlugin", "q:DeletePlugin", "q:GetPlugin"),
              "arn:" + partition + ":qdeveloper:*:*:plugin/GitLabDuoWithAmazonQ/*"));
    }
  },

  GITLAB_17_8 {
    @Override
    public String document(String partition) {
      return policy(
          statement(
              "GitLabDuoPermissions",
              List.of(
                  "q:SendEvent",
                  "q:CreateOAuthAppConnection",
                  "q:CreateAuthGrant",
                  "q:UpdateAuthGrant",
                  "q:UpdateOAuthAppConnection"),
              "*"));
    }
  };

  /** The name of the inline policy in the documentation. */
  public static final String INLINE_NAME = "gitlab-duo-amazon-q-policy";

  /** The policy document for a role in this partition. */
  public abstract String document(String partition);

  private static String policy(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  private static String statement(String sid, List<String> actions, String resource) {
    return """
        {"Sid":%s,"Effect":"Allow","Action":%s,"Resource":%s}"""
        .formatted(PolicyJson.quote(sid), PolicyJson.list(actions), PolicyJson.quote(resource));
  }
}
