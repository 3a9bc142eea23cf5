package io.quartermaster.node;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A values file for the GitLab Helm chart: the counterpart of the managed include for GitLab in
 * Kubernetes. It takes effect with the next {@code helm upgrade}, which is the administrator's.
 *
 * <p>A forbidden variable cannot be removed here: Helm turns a null into an empty variable, which
 * GitLab takes for a value. The file names the forbidden ones in a comment instead.
 *
 * <p>Failure semantics: {@link IOException} when the file cannot be read or replaced; the previous
 * file is then unchanged. A symbolic link is refused.
 */
public final class ChartValues {
  /** The charts whose pods run GitLab Rails and may be the first to read these variables. */
  private static final List<String> CHARTS =
      List.of("migrations", "sidekiq", "toolbox", "webservice");

  private static final String HEADER =
      """
      # Managed by Quartermaster; changes are overwritten. Give this file to Helm as the last one:
      #   helm upgrade RELEASE gitlab/gitlab -f VALUES.yaml -f THIS-FILE.yaml
      """;

  private ChartValues() {}

  /** Whether the file has the text of the goal. */
  public static boolean isAsDesired(Path file, NodeGoal.Present goal) throws IOException {
    return has(file, render(goal));
  }

  /** Whether the file is absent or sets nothing. */
  public static boolean isRemoved(Path file) throws IOException {
    return !Files.exists(file) || has(file, empty());
  }

  /** Replaces the file when it differs, at once and on the disk. */
  public static void write(Path file, NodeGoal.Present goal) throws IOException {
    replace(file, render(goal));
  }

  /**
   * Replaces an existing file by one that sets nothing: a {@code helm upgrade} that names it still
   * works.
   */
  public static void remove(Path file) throws IOException {
    if (!isRemoved(file)) {
      replace(file, empty());
    }
  }

  /** The text of the file. */
  static String render(NodeGoal.Present goal) {
    StringBuilder text = new StringBuilder(HEADER);
    if (!goal.forbidden().isEmpty()) {
      String names = String.join(", ", new TreeSet<>(goal.forbidden()));
      text.append("# Remove these variables from your other values files: ").append(names);
      text.append('\n');
    }
    text.append("gitlab:\n");
    for (String chart : CHARTS) {
      text.append("  ").append(chart).append(":\n    extraEnv:");
      text.append(goal.variables().isEmpty() ? " {}\n" : "\n");
      for (Map.Entry<String, String> variable : new TreeMap<>(goal.variables()).entrySet()) {
        String value =
            new String(JsonStringEncoder.getInstance().quoteAsString(variable.getValue()));
        text.append("      ").append(variable.getKey()).append(": \"").append(value);
        text.append("\"\n");
      }
    }
    return text.toString();
  }

  private static String empty() {
    return HEADER + "{}\n";
  }

  private static boolean has(Path file, String text) throws IOException {
    return Files.exists(file) && Files.readString(file).equals(text);
  }

  private static void replace(Path file, String text) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new FileSystemException(file.toString(), null, "is a symbolic link");
    }
    if (has(file, text)) {
      return;
    }
    Path next = file.resolveSibling(file.getFileName() + ".quartermaster-next");
    try {
      writeDurably(next, text);
      Files.setPosixFilePermissions(
          next,
          Files.exists(file)
              ? Files.getPosixFilePermissions(file)
              : PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
    try (FileChannel folder = FileChannel.open(next.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  private static void writeDurably(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
