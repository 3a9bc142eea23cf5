package io.quartermaster.settings.instance;

import io.quartermaster.settings.request.EntityTags.IfMatch;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.SetupKind;
import java.time.Instant;

/**
 * The command to disconnect the instance from Amazon Q.
 *
 * @param deleteIamResources whether the tagged IAM resources are deleted
 * @param removeGatewayConfig whether the AI gateway configuration is removed from the GitLab nodes
 * @param ifMatch the revisions that may be replaced
 * @param by the subject of the administrator's token
 */
record Disconnect(
    boolean deleteIamResources,
    boolean removeGatewayConfig,
    IfMatch ifMatch,
    String by,
    Instant at) {

  sealed interface Decision {

    /** Started or retried: the settings under a new revision, to be stored and published. */
    record Started(
        InstanceSettings previous,
        InstanceSettings next,
        boolean deleteIamResources,
        boolean removeGatewayConfig)
        implements Decision {

      SetupKind kind() {
        return deleteIamResources ? SetupKind.DISCONNECT_AND_DELETE : SetupKind.DISCONNECT;
      }
    }

    /** No change: the disconnect is in progress or done. */
    record Unchanged(Setup setup) implements Decision {}

    /** Rejected: the settings are at this revision, which the caller did not name. */
    record Stale(long revision) implements Decision {}

    /** Rejected: no settings have been saved. */
    record NotConnected() implements Decision {}
  }
}
