package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.policy.PolicyDocument;
import io.quartermaster.iamprovisioner.decision.policy.TrustPolicy;

/**
 * Recognises what people made from GitLab's documentation. An older page left ":aud" out of the
 * condition key, so that the condition never holds, and said nothing about the session.
 */
final class HandMade {
  private static final int LONGEST_QUOTE = 200;

  private HandMade() {}

  static boolean fromTheOldPage(DesiredAccess desired, ObservedAccess.Role role) {
    return hasTheOldKey(desired, role.settings().trustDocument());
  }

  static String trustInWords(DesiredAccess desired, String found) {
    if (hasTheOldKey(desired, found)) {
      return "condition key %s without :aud, as on an older page of GitLab's documentation"
          .formatted(desired.providerHostAndPath());
    }
    String line = found.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }

  private static boolean hasTheOldKey(DesiredAccess desired, String found) {
    return PolicyDocument.sameMeaning(
        TrustPolicy.documentOfTheOldPage(
            desired.providerArn(), desired.providerHostAndPath(), desired.audience()),
        found);
  }
}
