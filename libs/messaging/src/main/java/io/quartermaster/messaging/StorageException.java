package io.quartermaster.messaging;

import java.sql.SQLException;

/**
 * A statement of this library failed; the cause says whether for good ({@link TransientFailures}).
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageException(String doing, SQLException cause) {
    super("Database failed: " + doing, cause);
  }
}
