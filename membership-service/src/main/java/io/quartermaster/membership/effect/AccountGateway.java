package io.quartermaster.membership.effect;

import io.quartermaster.membership.decision.Account;
import org.jspecify.annotations.Nullable;

/**
 * The service account in GitLab. Every step is idempotent: repeated after a crash, it finds what it
 * made before.
 */
public interface AccountGateway {

  /**
   * The account with the recorded id; else the one that has our name and is a service account; else
   * a new one under the first free user name.
   *
   * @param recordedId absent when none is known
   */
  AccountResult findOrCreate(String name, String username, @Nullable Long recordedId);

  /** The account that {@link #findOrCreate} would find; makes none. */
  AccountResult find(String name, String username, @Nullable Long recordedId);

  AccountResult block(Account account);

  AccountResult unblock(Account account);
}
