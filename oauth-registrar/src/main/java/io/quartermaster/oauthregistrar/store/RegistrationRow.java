package io.quartermaster.oauthregistrar.store;

import io.quartermaster.oauthregistrar.decision.RecordedRegistration;
import io.quartermaster.oauthregistrar.decision.RecordedRegistration.Registered;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "registration")
class RegistrationRow {

  @Id String instanceUid = "";
  long applicationId;
  String clientId = "";
  String instanceUrl = "";
  @Nullable String roleArn;
  @Nullable String gatewayUrl;
  @Nullable Long settingsRevision;
  boolean ending;

  void take(RecordedRegistration recorded) {
    applicationId = recorded.applicationId();
    clientId = recorded.clientId();
    instanceUrl = recorded.instanceUrl().toString();
    Registered registered = recorded.registered();
    roleArn = registered == null ? null : registered.roleArn();
    gatewayUrl = registered == null ? null : registered.gatewayUrl().toString();
    settingsRevision = registered == null ? null : registered.settingsRevision();
    ending = recorded.ending();
  }

  RecordedRegistration toRecorded() {
    return new RecordedRegistration(
        applicationId, clientId, URI.create(instanceUrl), toRegistered(), ending);
  }

  private @Nullable Registered toRegistered() {
    return roleArn == null || gatewayUrl == null || settingsRevision == null
        ? null
        : new Registered(roleArn, URI.create(gatewayUrl), settingsRevision);
  }
}
