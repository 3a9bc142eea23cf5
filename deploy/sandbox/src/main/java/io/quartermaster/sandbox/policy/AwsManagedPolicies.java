package io.quartermaster.sandbox.policy;

import java.util.Map;

/** The AWS managed policies of the sandbox. */
public final class AwsManagedPolicies {

  private static final String PREFIX = "arn:aws:iam::aws:policy/";
  private static final String EVERYTHING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
  private static final String READ_ONLY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
      "Action":["iam:Get*","iam:List*"],"Resource":"*"}]}""";
  private static final String GITLAB_DUO =
      """
      {"Version":"2012-10-17","Statement":[\
      {"Sid":"GitLabDuoUsagePermissions","Effect":"Allow","Action":["q:SendEvent",\
      "q:CreateAuthGrant","q:UpdateAuthGrant","q:GenerateCodeRecommendations","q:SendMessage",\
      "q:ListPlugins","q:VerifyOAuthAppConnection"],"Resource":"*"},\
      {"Sid":"GitLabDuoManagementPermissions","Effect":"Allow",\
      "Action":["q:CreateOAuthAppConnection","q:DeleteOAuthAppConnection"],"Resource":"*"},\
      {"Sid":"GitLabDuoPluginPermissions","Effect":"Allow",\
      "Action":["q:CreatePlugin","q:DeletePlugin","q:GetPlugin"],\
      "Resource":"arn:aws:qdeveloper:*:*:plugin/GitLabDuoWithAmazonQ/*"}]}""";

  private static final Map<String, String> DOCUMENTS =
      Map.of(
          PREFIX + "GitLabDuoWithAmazonQPermissionsPolicy", GITLAB_DUO,
          PREFIX + "AdministratorAccess", EVERYTHING,
          PREFIX + "ReadOnlyAccess", READ_ONLY);

  private AwsManagedPolicies() {}

  /** Documents by ARN. */
  public static Map<String, String> documents() {
    return DOCUMENTS;
  }
}
