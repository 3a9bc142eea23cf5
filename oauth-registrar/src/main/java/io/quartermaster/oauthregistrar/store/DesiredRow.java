package io.quartermaster.oauthregistrar.store;

import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;

@Entity
@Table(name = "desired_registration")
class DesiredRow {

  @Id String instanceUid = "";
  long revision;
  String instanceUrl = "";
  String roleArn = "";
  String gatewayUrl = "";
  boolean removed;

  DesiredRegistration toDesired() {
    return new DesiredRegistration(
        instanceUid, URI.create(instanceUrl), roleArn, URI.create(gatewayUrl), removed, revision);
  }
}
