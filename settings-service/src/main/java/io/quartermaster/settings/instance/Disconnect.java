package io.quartermaster.settings.instance;

import io.quartermaster.settings.request.EntityTags.IfMatch;
import java.time.Instant;

/**
 * The command to disconnect the instance from Amazon Q.
 *
 * @param deleteIamResources whether the tagged IAM resources are deleted
 * @param ifMatch the revisions that may be replaced
 * @param by the subject of the administrator's token
 */
record Disconnect(boolean deleteIamResources, IfMatch ifMatch, String by, Instant at) {}
