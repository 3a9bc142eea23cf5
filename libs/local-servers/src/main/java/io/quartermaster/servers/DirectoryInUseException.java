package io.quartermaster.servers;

import java.nio.file.Path;

/** Another program runs a server on this directory. */
public final class DirectoryInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DirectoryInUseException(Path directory) {
    super("Another program runs a server on " + directory.toAbsolutePath());
  }
}
