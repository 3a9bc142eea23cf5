package io.quartermaster.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The directory of one server, held by one program at a time. The lock goes with the program,
 * however that ends; so a process that still runs when the lock is got is a leftover, and is
 * stopped.
 */
final class ServerDirectory implements AutoCloseable {

  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lockFile;

  private ServerDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Takes the directory and stops what an earlier program left running in it.
   *
   * @throws DirectoryInUseException when a living program holds it
   */
  static ServerDirectory take(Path path, boolean startEmpty) {
    try {
      Files.createDirectories(path);
      FileChannel lockFile =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(lockFile)) {
        lockFile.close();
        throw new DirectoryInUseException(path);
      }
      ServerDirectory directory = new ServerDirectory(path.toAbsolutePath().normalize(), lockFile);
      PidFile.in(path).stopLeftover();
      if (startEmpty) {
        directory.empty();
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("Server directory cannot be used: " + path, e);
    }
  }

  private void empty() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(path) && !file.equals(path.resolve(LOCK))) {
          Files.delete(file);
        }
      }
    }
  }

  private static boolean lock(FileChannel lockFile) throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  PidFile pidFile() {
    return PidFile.in(path);
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Server directory cannot be released: " + path, e);
    }
  }
}
