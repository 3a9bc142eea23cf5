package io.quartermaster.local.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Secrets that are made once and then kept: files that only their owner can read (0600). A file
 * appears complete or not at all.
 */
public final class SecretFiles {
  private static final int PASSWORD_BYTES = 24;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  public SecretFiles(Path folder) {
    this.folder = folder;
  }

  /** The password with this name; generated on first use. */
  public String password(String name) {
    Path file = file(name + ".password");
    try {
      if (!Files.exists(file)) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        writeNew(file, HexFormat.of().formatHex(bytes));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The password of a database role. */
  public String databasePassword(String role) {
    return password("postgres-" + role);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Of several programs that write the same new file at once, the first one's text stays. */
  void writeNew(Path file, String text) {
    try {
      Files.createDirectories(folder);
      Path unfinished =
          Files.createTempFile(
              folder,
              file.getFileName().toString(),
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(unfinished, text);
      try {
        Files.move(unfinished, file);
      } catch (FileAlreadyExistsException e) {
        Files.delete(unfinished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
