package io.quartermaster.iamprovisioner.decision;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.policy.PermissionsPolicy;
import org.junit.jupiter.api.Test;

class DesiredAccessTest {

  @Test
  void theTrustPolicyIsTheOneOfTheProcedureWithTheAudSuffix() {
    assertThat(aDesiredAccess().trustDocument())
        .isEqualToIgnoringWhitespace(
            """
            {"Version":"2012-10-17","Statement":[{
              "Effect":"Allow",
              "Action":"sts:AssumeRoleWithWebIdentity",
              "Principal":{"Federated":
                "arn:aws:iam::123456789012:oidc-provider/auth.token.gitlab.com/cc/oidc/UID"},
              "Condition":{"StringEquals":{
                "auth.token.gitlab.com/cc/oidc/UID:aud":"gitlab-cc-UID"}}}]}"""
                .replace("UID", UID));
  }

  @Test
  void thePermissionsOfGitlab178AreItsOneStatement() {
    assertThat(PermissionsPolicy.GITLAB_17_8.document("aws"))
        .isEqualToIgnoringWhitespace(
            """
            {"Version":"2012-10-17","Statement":[{
              "Sid":"GitLabDuoPermissions",
              "Effect":"Allow",
              "Action":["q:SendEvent","q:CreateOAuthAppConnection","q:CreateAuthGrant",
                        "q:UpdateAuthGrant","q:UpdateOAuthAppConnection"],
              "Resource":"*"}]}""");
  }

  @Test
  void thePluginsOfTheCurrentPermissionsAreInThePartitionOfTheRole() {
    assertThat(PermissionsPolicy.CURRENT.document("aws-us-gov"))
        .contains("\"arn:aws-us-gov:qdeveloper:*:*:plugin/GitLabDuoWithAmazonQ/*\"")
        .contains("q:DeleteOAuthAppConnection", "q:VerifyOAuthAppConnection");
  }

  @Test
  void theRoleArnIsPutTogetherFromItsParts() {
    assertThat(new RoleArn("aws-cn", "123456789012", "/a/b/", "Q").text())
        .isEqualTo("arn:aws-cn:iam::123456789012:role/a/b/Q");
  }
}
