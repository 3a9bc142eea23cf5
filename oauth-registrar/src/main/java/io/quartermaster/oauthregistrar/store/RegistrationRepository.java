package io.quartermaster.oauthregistrar.store;

import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.IamAccess;
import io.quartermaster.oauthregistrar.decision.RecordedRegistration;
import io.quartermaster.oauthregistrar.decision.Situation;
import io.quartermaster.oauthregistrar.decision.StepProgress;
import java.util.List;
import java.util.Optional;

/** What the service knows, by instance. Every method demands an open transaction. */
public interface RegistrationRepository {

  /** Stores what is wanted unless it is older than, or as old as, what is there. */
  boolean storeIfNewer(DesiredRegistration desired);

  /**
   * Stores that IAM access is there, unless a newer outcome is there: one for newer settings, or a
   * later one for the same. The settings come first, because whoever says it counts anew when its
   * database was restored.
   *
   * @param revision of the outcome
   */
  boolean storeIfNewer(String instanceUid, IamAccess access, long revision);

  /** Empty while no settings are known. */
  Optional<Situation> situation(String instanceUid);

  void save(String instanceUid, RecordedRegistration recorded);

  /** There is nothing of ours any more. */
  void forgetRegistration(String instanceUid);

  void save(String instanceUid, StepProgress progress);

  /** Every instance for which something is wanted. */
  List<String> instances();
}
