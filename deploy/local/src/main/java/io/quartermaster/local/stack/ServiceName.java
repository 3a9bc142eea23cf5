package io.quartermaster.local.stack;

/** The five services, by the name of their module, consumer group and database. */
public enum ServiceName {
  SETTINGS_SERVICE("settings-service"),
  IAM_PROVISIONER("iam-provisioner"),
  OAUTH_REGISTRAR("oauth-registrar"),
  MEMBERSHIP_SERVICE("membership-service"),
  GATEWAY_CONFIG_SERVICE("gateway-config-service");

  private final String wireName;

  ServiceName(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** The name of its database and of the role that owns it. */
  public String database() {
    return wireName.replace('-', '_');
  }

  /** The role that the service has at run time: the owner, if the service needs no other one. */
  public String runtimeRole() {
    return this == SETTINGS_SERVICE ? database() + "_runtime" : database();
  }

  @Override
  public String toString() {
    return wireName;
  }
}
