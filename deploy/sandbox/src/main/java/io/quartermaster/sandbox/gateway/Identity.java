package io.quartermaster.sandbox.gateway;

import java.util.Set;

/**
 * The identity in a Cloud Connector token.
 *
 * @param instanceUid the uid of provider URL and audience
 * @param subject the session name of assumed roles
 */
record Identity(String instanceUid, String subject, Set<String> scopes) {

  String audience() {
    return "gitlab-cc-" + instanceUid;
  }
}
