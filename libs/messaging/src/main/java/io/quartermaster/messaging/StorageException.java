package io.quartermaster.messaging;

import java.sql.SQLException;

/** A statement failed; {@link TransientFailures} shows whether a retry helps. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageException(String action, SQLException cause) {
    super("Database failure: " + action, cause);
  }
}
