package io.quartermaster.contracts;

/**
 * Every {@link Failure#code()} that a service publishes, once. A code is part of the API and
 * stable: programs use the code, people read the detail.
 */
public final class FailureCodes {

  // GitLab, whichever service calls it
  public static final String GITLAB_UNAUTHENTICATED = "gitlab_unauthenticated";
  public static final String GITLAB_FORBIDDEN = "gitlab_forbidden";
  public static final String GITLAB_INVALID = "gitlab_invalid";
  public static final String GITLAB_NOT_ALLOWED = "gitlab_not_allowed";
  public static final String GITLAB_NOT_FOUND = "gitlab_not_found";
  public static final String GITLAB_ALREADY_EXISTS = "gitlab_already_exists";
  public static final String GITLAB_REDIRECTED = "gitlab_redirected";
  public static final String GITLAB_FOREIGN_LINK = "gitlab_foreign_link";
  public static final String GITLAB_TOO_MANY_PAGES = "gitlab_too_many_pages";
  public static final String GITLAB_UNAVAILABLE = "gitlab_unavailable";
  public static final String GITLAB_THROTTLED = "gitlab_throttled";

  // iam_access: the credentials of iam-provisioner
  public static final String AWS_CREDENTIALS_MISSING = "aws_credentials_missing";
  public static final String AWS_CREDENTIALS_REJECTED = "aws_credentials_rejected";
  public static final String WRONG_AWS_ACCOUNT = "wrong_aws_account";
  public static final String WRONG_AWS_PARTITION = "wrong_aws_partition";

  // iam_access: settings that AWS would reject, found before the first call
  public static final String INVALID_ROLE_ARN = "invalid_role_arn";
  public static final String AWS_PARTITION_UNSUPPORTED = "aws_partition_unsupported";
  public static final String INVALID_PROVIDER_URL = "invalid_provider_url";
  public static final String INVALID_AUDIENCE = "invalid_audience";
  public static final String INVALID_INSTANCE_UID = "invalid_instance_uid";
  public static final String INVALID_ROLE_DESCRIPTION = "invalid_role_description";
  public static final String INVALID_PERMISSIONS_BOUNDARY = "invalid_permissions_boundary";
  public static final String INVALID_TRUST_POLICY = "invalid_trust_policy";

  // iam_access: refused by AWS, or by the rule that only own resources are changed
  public static final String ACCESS_DIFFERS = "access_differs";
  public static final String AWS_ACCESS_DENIED = "aws_access_denied";
  public static final String AWS_REJECTED = "aws_rejected";
  public static final String AWS_QUOTA_REACHED = "aws_quota_reached";
  public static final String AWS_ENDPOINT_UNKNOWN = "aws_endpoint_unknown";
  public static final String ISSUER_UNREACHABLE = "issuer_unreachable";
  public static final String PERMISSIONS_POLICY_REJECTED = "permissions_policy_rejected";
  public static final String POLICY_NOT_ATTACHABLE = "policy_not_attachable";
  public static final String PROVIDER_NOT_OURS = "provider_not_ours";
  public static final String PROVIDER_OF_ANOTHER_INSTANCE = "provider_of_another_instance";
  public static final String PROVIDER_TAG_REMOVED = "provider_tag_removed";
  public static final String ROLE_UNDER_ANOTHER_PATH = "role_under_another_path";
  public static final String ROLE_CREATED_BY_HAND = "role_created_by_hand";
  public static final String ROLE_NOT_OURS = "role_not_ours";
  public static final String ROLE_OF_ANOTHER_INSTANCE = "role_of_another_instance";
  public static final String ROLE_TAG_REMOVED = "role_tag_removed";
  public static final String ROLE_UNMODIFIABLE = "role_unmodifiable";
  public static final String TRUST_POLICY_REJECTED = "trust_policy_rejected";
  public static final String TRUST_PRINCIPAL_UNKNOWN = "trust_principal_unknown";

  // iam_access: AWS is unavailable or not consistent yet
  public static final String AWS_BUSY = "aws_busy";
  public static final String AWS_SERVER_ERROR = "aws_server_error";
  public static final String AWS_NOT_CONSISTENT = "aws_not_consistent";
  public static final String AWS_THROTTLED = "aws_throttled";
  public static final String AWS_UNREACHABLE = "aws_unreachable";
  public static final String ROLE_OR_PROVIDER_NOT_VISIBLE = "role_or_provider_not_visible";

  // oauth_application: what AWS answers behind the AI gateway
  public static final String AMAZON_Q_INVALID = "amazon_q_invalid";
  public static final String AMAZON_Q_NOT_FOUND = "amazon_q_not_found";
  public static final String AWS_REFUSED = "aws_refused";
  public static final String AWS_UNAVAILABLE = "aws_unavailable";
  public static final String IDENTITY_TOKEN_EXPIRED = "identity_token_expired";
  public static final String IDENTITY_TOKEN_REJECTED = "identity_token_rejected";
  public static final String PROVIDER_AUDIENCE_MISSING = "provider_audience_missing";
  public static final String PROVIDER_MISSING = "provider_missing";
  public static final String ROLE_ARN_INVALID = "role_arn_invalid";
  public static final String ROLE_PERMISSION_MISSING = "role_permission_missing";
  public static final String ROLE_SESSION_TOO_SHORT = "role_session_too_short";
  public static final String ROLE_TRUST_MISMATCH = "role_trust_mismatch";

  // oauth_application: the AI gateway and the Cloud Connector token
  public static final String CLOUD_CONNECTOR_TOKEN_FILE_UNREADABLE =
      "cloud_connector_token_file_unreadable";
  public static final String CLOUD_CONNECTOR_TOKEN_REJECTED = "cloud_connector_token_rejected";
  public static final String CLOUD_CONNECTOR_TOKEN_UNREADABLE = "cloud_connector_token_unreadable";
  public static final String CREDITS_INSUFFICIENT = "credits_insufficient";
  public static final String GATEWAY_FORBIDDEN = "gateway_forbidden";
  public static final String GATEWAY_HEADER_MISMATCH = "gateway_header_mismatch";
  public static final String GATEWAY_REFUSED = "gateway_refused";
  public static final String GATEWAY_REQUEST_INVALID = "gateway_request_invalid";
  public static final String GATEWAY_ROUTE_MISSING = "gateway_route_missing";
  public static final String GATEWAY_THROTTLED = "gateway_throttled";
  public static final String GATEWAY_UNAUTHENTICATED = "gateway_unauthenticated";
  public static final String GATEWAY_UNAVAILABLE = "gateway_unavailable";
  public static final String GATEWAY_UNREACHABLE = "gateway_unreachable";
  public static final String GATEWAY_URL_INVALID = "gateway_url_invalid";
  public static final String GATEWAY_USER_ID_MISSING = "gateway_user_id_missing";
  public static final String INSTANCE_ID_MISMATCH = "instance_id_mismatch";
  public static final String NOT_ENTITLED = "not_entitled";
  public static final String OIDC_TOKEN_UNOBTAINABLE = "oidc_token_unobtainable";
  public static final String QUOTA_NOT_ENTITLED = "quota_not_entitled";
  public static final String TOKEN_SCOPE_MISSING = "token_scope_missing";

  // service_account and project_memberships
  public static final String MEMBERSHIP_CHANGED_CONCURRENTLY = "membership_changed_concurrently";
  public static final String PROJECTS_REFUSED = "projects_refused";
  public static final String SERVICE_ACCOUNT_INACTIVE = "service_account_inactive";
  public static final String SERVICE_ACCOUNT_NAMES_TAKEN = "service_account_names_taken";
  public static final String SERVICE_ACCOUNT_STATE_UNCHANGED = "service_account_state_unchanged";
  public static final String SERVICE_ACCOUNT_VANISHED = "service_account_vanished";

  // gateway_configuration: settings that are rejected before a node is touched
  public static final String GATEWAY_URL_REJECTED = "gateway_url_rejected";

  // gateway_configuration: gitlab.rb and the managed include
  public static final String GITLAB_RB_CHANGED_CONCURRENTLY = "gitlab_rb_changed_concurrently";
  public static final String GITLAB_RB_DISK_FULL = "gitlab_rb_disk_full";
  public static final String GITLAB_RB_INVALID = "gitlab_rb_invalid";
  public static final String GITLAB_RB_MISSING = "gitlab_rb_missing";
  public static final String GITLAB_RB_MOUNTED = "gitlab_rb_mounted";
  public static final String GITLAB_RB_NOT_EDITABLE = "gitlab_rb_not_editable";
  public static final String GITLAB_RB_NOT_PERMITTED = "gitlab_rb_not_permitted";
  public static final String GITLAB_RB_NOT_WRITABLE = "gitlab_rb_not_writable";
  public static final String GITLAB_RB_READ_ONLY = "gitlab_rb_read_only";
  public static final String GITLAB_RB_STATEMENT_NOT_REACHED = "gitlab_rb_statement_not_reached";
  public static final String GITLAB_RB_SYMBOLIC_LINK = "gitlab_rb_symbolic_link";

  // gateway_configuration: the reconfigure job
  public static final String GATEWAY_CONFIGURATION_DIFFERS = "gateway_configuration_differs";
  public static final String GATEWAY_VARIABLES_NOT_EFFECTIVE = "gateway_variables_not_effective";
  public static final String RECONFIGURE_COMMAND_MISSING = "reconfigure_command_missing";
  public static final String RECONFIGURE_FAILED = "reconfigure_failed";
  public static final String RECONFIGURE_TIMED_OUT = "reconfigure_timed_out";

  // gateway_configuration: access to a node
  public static final String NODE_ANSWER_INVALID = "node_answer_invalid";
  public static final String NODE_HOST_KEY_REJECTED = "node_host_key_rejected";
  public static final String NODE_LOGIN_REFUSED = "node_login_refused";
  public static final String NODE_PROGRAM_MISSING = "node_program_missing";
  public static final String NODE_PROGRAM_OUTDATED = "node_program_outdated";
  public static final String NODE_SUDO_REFUSED = "node_sudo_refused";
  public static final String NODE_UNREACHABLE = "node_unreachable";
  public static final String RAILS_SCRIPT_FAILED = "rails_script_failed";

  private FailureCodes() {}
}
