package io.quartermaster.gatewayconfig.effect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A {@code gitlab.rb} on this machine. Read and written a character for every byte, so that bytes
 * of any encoding are preserved.
 *
 * <p>Failure semantics: readers see the old file or the new one, whole, also after a power cut.
 * Owner, group and mode are kept. Before the first change the file is copied to {@code
 * <name>.quartermaster-original} beside it, which is never written again.
 */
final class GitlabRbFile {

  private static final String ORIGINAL = ".quartermaster-original";
  private static final String NEXT = ".quartermaster-next";

  private final Path path;

  GitlabRbFile(Path path) {
    this.path = path;
  }

  String read() throws IOException {
    return Files.readString(path, ISO_8859_1);
  }

  /** Replaces the text; false, and nothing done, when the file is not the expected one any more. */
  boolean replace(String expected, String text) throws IOException {
    Path file = path.toRealPath();
    String current = Files.readString(file, ISO_8859_1);
    if (!current.equals(expected)) {
      return false;
    }
    Path original = beside(file, ORIGINAL);
    if (!Files.exists(original)) {
      write(file, current, original);
    }
    write(file, text, file);
    return true;
  }

  /** Writes a temporary file with the permissions of the original and renames it atomically. */
  private static void write(Path like, String text, Path target) throws IOException {
    Path next = beside(like, NEXT);
    Files.deleteIfExists(next);
    try (FileChannel channel =
        FileChannel.open(
            next,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      copyPermissions(like, next);
      channel.force(true);
    }
    Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(directoryOf(target), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributes desired = Files.readAttributes(from, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    PosixFileAttributes fresh = view.readAttributes();
    try {
      if (!fresh.owner().equals(desired.owner())) {
        view.setOwner(desired.owner());
      }
      if (!fresh.group().equals(desired.group())) {
        view.setGroup(desired.group());
      }
    } catch (FileSystemException e) {
      // "Operation not permitted" has no type of its own.
      throw new AccessDeniedException(from.toString());
    }
    view.setPermissions(desired.permissions());
  }

  private static Path beside(Path file, String suffix) throws IOException {
    return directoryOf(file).resolve(file.getFileName() + suffix);
  }

  private static Path directoryOf(Path file) throws IOException {
    Path directory = file.getParent();
    if (directory == null) {
      throw new NoSuchFileException(file.toString());
    }
    return directory;
  }
}
