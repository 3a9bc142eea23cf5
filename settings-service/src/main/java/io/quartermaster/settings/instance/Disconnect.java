package io.quartermaster.settings.instance;

import static java.util.Objects.requireNonNull;

import io.quartermaster.settings.request.EntityTags.IfMatch;
import java.time.Instant;

/**
 * An administrator asks to disconnect the instance from Amazon Q.
 *
 * @param deleteIamResources whether what we made in AWS goes too
 * @param ifMatch on which revision of the settings
 * @param by the subject of the administrator's token
 */
record Disconnect(boolean deleteIamResources, IfMatch ifMatch, String by, Instant at) {
  Disconnect {
    requireNonNull(ifMatch, "ifMatch");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
