package io.quartermaster.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JVM's cache of loaded and linked classes for one program, created when a training run of the
 * program ends. The JVM ignores a cache that does not match; a missing one only slows the start.
 *
 * <p>JDK 25 and newer: an AOT cache. Older: a dynamic class-data archive.
 */
public final class StartupCache {
  /** Making a cache costs some seconds a JVM, and all services do it at once. */
  public static final Duration TRAINING_TIMEOUT = Duration.ofSeconds(120);

  private static final int FIRST_WITH_ONE_STEP_TRAINING = 25;

  private final Path file;
  private final Path training;
  private final int jdk;
  private final boolean mayTrain;

  private StartupCache(Path file, int jdk, boolean mayTrain) {
    this.file = file;
    this.training = file.resolveSibling(file.getFileName() + ".training-" + uniqueSuffix());
    this.jdk = jdk;
    this.mayTrain = mayTrain;
  }

  /**
   * @param name names the file; caches of older builds under that name are removed
   * @param program the folder of jars that are started; any change in it makes another cache
   * @param mayTrain whether this run may make the cache, which costs some seconds when it ends
   */
  public static StartupCache of(Path folder, String name, Path program, boolean mayTrain) {
    String key = fingerprint(program);
    StartupCache cache =
        new StartupCache(
            folder.resolve(name + "-" + key + ".cache"), Runtime.version().feature(), mayTrain);
    if (mayTrain) {
      cache.removeOlder(name + "-");
    }
    return cache;
  }

  /** JVM options that use the cache, or create it when this run may. */
  public List<String> options() {
    if (trains()) {
      return List.of((aot() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + training);
    }
    return optionsToUse();
  }

  /** For another JVM that runs the same jars but must not create the cache. */
  public List<String> optionsToUse() {
    return Files.exists(file)
        ? List.of((aot() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file)
        : List.of();
  }

  private boolean aot() {
    return jdk >= FIRST_WITH_ONE_STEP_TRAINING;
  }

  /** Whether the end of this run will make the cache. */
  public boolean trains() {
    return mayTrain && !Files.exists(file);
  }

  /** Call after a regular end of the program: keeps the cache that its run has created. */
  public void keep() {
    try {
      Files.deleteIfExists(training.resolveSibling(training.getFileName() + ".config"));
      if (Files.exists(training)) {
        Files.move(training, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeOlder(String prefix) {
    try {
      Files.createDirectories(file.getParent());
      try (Stream<Path> files = Files.list(file.getParent())) {
        for (Path other : files.toList()) {
          String name = other.getFileName().toString();
          if (name.startsWith(prefix) && !other.equals(file)) {
            Files.deleteIfExists(other);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String uniqueSuffix() {
    return Long.toString(ProcessHandle.current().pid());
  }

  /** The JVM compares names, sizes and times of the jars; so do we. */
  private static String fingerprint(Path program) {
    try (Stream<Path> files = Files.walk(program)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
      for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
        String line =
            each + " " + Files.size(each) + " " + Files.getLastModifiedTime(each).toMillis() + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
