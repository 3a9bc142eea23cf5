package io.quartermaster.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of all stand-ins, secrets included, in one file. It is written to a neighbour and
 * moved, so that a crash leaves the former one. A file that cannot be read stops the start: nobody
 * wants to lose a state without a word.
 */
final class StateFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;

  StateFile(Path path) {
    this.path = path;
  }

  /** The content of the file. */
  record Content(Secrets secrets, JsonNode aws, JsonNode gitlab, JsonNode gateway) {

    static <T> T read(JsonNode node, Class<T> type) {
      try {
        return MAPPER.treeToValue(node, type);
      } catch (JsonProcessingException foreign) {
        throw new UncheckedIOException("The state file was not written by this version", foreign);
      }
    }
  }

  Optional<Content> load() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(path.toFile(), Content.class));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The state file " + path + " cannot be read", unreadable);
    }
  }

  void save(Secrets secrets, Object aws, Object gitlab, Object gateway) {
    Content content =
        new Content(
            secrets,
            MAPPER.valueToTree(aws),
            MAPPER.valueToTree(gitlab),
            MAPPER.valueToTree(gateway));
    Path next = path.resolveSibling(path.getFileName() + ".next");
    try {
      @Nullable Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.deleteIfExists(next);
      Files.createFile(next, OWNER_ONLY);
      MAPPER.writeValue(next.toFile(), content);
      Files.move(next, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("The state cannot be saved to " + path, unwritable);
    }
  }
}
