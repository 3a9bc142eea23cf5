package io.quartermaster.oauthregistrar.decision;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that the store knows of an instance at the beginning of a run. */
public record Situation(
    DesiredRegistration desired,
    @Nullable IamAccess iamAccess,
    @Nullable RecordedRegistration recorded,
    StepProgress progress) {

  /** After a disconnect everything went already. */
  public boolean isRemoved() {
    return desired.removed() && progress.isDoneFor(desired);
  }

  /** The IAM access that these settings need; empty while it is not there: nothing to do yet. */
  public Optional<IamAccess> usableAccess() {
    return Optional.ofNullable(iamAccess).filter(access -> access.answers(desired));
  }

  /** The same through another gateway. */
  public Situation through(URI gateway) {
    return new Situation(desired.through(gateway), iamAccess, recorded, progress);
  }
}
