package io.quartermaster.sandbox.aws;

/**
 * Who signed a call.
 *
 * @param gateway the sandbox's own AI gateway
 * @param session temporary credentials of an assumed role
 */
record Caller(String arn, String userId, boolean gateway, boolean session) {

  static final Caller NOBODY = new Caller("", "", false, false);
}
