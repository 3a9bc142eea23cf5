package io.quartermaster.sandbox.aws.iam;

import io.quartermaster.sandbox.aws.protocol.Tag;
import java.time.Instant;
import java.util.List;

/**
 * An OIDC identity provider.
 *
 * @param url without the scheme, as IAM returns it
 */
record OidcProvider(
    String arn,
    String url,
    List<String> clientIds,
    List<String> thumbprints,
    List<Tag> tags,
    Instant createdAt) {

  OidcProvider {
    clientIds = List.copyOf(clientIds);
    thumbprints = List.copyOf(thumbprints);
    tags = List.copyOf(tags);
  }

  OidcProvider withClientIds(List<String> next) {
    return new OidcProvider(arn, url, next, thumbprints, tags, createdAt);
  }

  OidcProvider withTags(List<Tag> next) {
    return new OidcProvider(arn, url, clientIds, thumbprints, next, createdAt);
  }
}
