package io.quartermaster.local.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.quartermaster.audit.Publications;
import io.quartermaster.audit.PublishedHeads;
import io.quartermaster.contracts.EventJson.UnreadableEventException;
import io.quartermaster.local.stack.StackFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Published heads that were saved: a log of the settings service, in any format, or records of the
 * topic, one a line. Other lines are ignored.
 *
 * <p>Failure semantics: a file that cannot be read, contains no heads, or has a line with heads
 * that is incomplete is a {@link StackFailure}.
 */
public record HeadsFile(Path path) {

  /** Adds everything that the file says was published. */
  public void addTo(Publications publications) {
    long before = publications.count();
    int number = 0;
    // Every byte is a character in it: a log may contain anything.
    try (BufferedReader lines = Files.newBufferedReader(path, ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        headsIn(line).ifPresent(publications::add);
      }
    } catch (IOException e) {
      throw new StackFailure("Published heads cannot be read from " + path + ".", e);
    } catch (IllegalArgumentException | UnreadableEventException e) {
      throw new StackFailure(
          "Line %d of %s is not a complete set of published heads.".formatted(number, path), e);
    }
    if (publications.count() == before) {
      throw new StackFailure("There are no published heads in " + path + ".");
    }
  }

  private static Optional<PublishedHeads> headsIn(String line) {
    Optional<PublishedHeads> logged = PublishedHeads.in(line);
    boolean event = line.contains("\"chains\"") && line.contains("\"last_hash\"");
    return logged.isPresent() || !event
        ? logged
        // A console consumer prints time and key before the value.
        : Optional.of(HeadsTopic.heads(line.substring(line.indexOf('{')).getBytes(ISO_8859_1)));
  }
}
