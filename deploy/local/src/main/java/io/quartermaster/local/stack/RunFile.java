package io.quartermaster.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Where the running stack listens, for other commands. There is such a file while it is ready. */
public record RunFile(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public void write(Addresses addresses) {
    ObjectNode document = JSON.createObjectNode();
    ObjectNode services = document.putObject("services");
    for (ServiceName service : ServiceName.values()) {
      services.put(service.wireName(), addresses.of(service).toString());
    }
    document.put("aws", addresses.aws().toString());
    document.put("gitlab", addresses.gitlab().toString());
    document.put("gateway", addresses.gateway().toString());
    URI control = addresses.sandboxControl();
    document.put("sandbox_control", control == null ? null : control.toString());
    document.put("sandbox_gateway", addresses.sandboxGateway());
    document.put("kafka", addresses.kafka());
    document.put("postgres", addresses.postgres());
    try {
      Path unfinished = path.resolveSibling(path.getFileName() + ".new");
      Files.writeString(unfinished, document.toPrettyString());
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The addresses; empty when no stack is ready. */
  public Optional<Addresses> read() {
    try {
      return Optional.of(addresses(JSON.readTree(Files.readString(path))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new StackFailure(path + " is not readable; ./qm down removes it.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Addresses addresses(JsonNode document) {
    Map<ServiceName, URI> services = new EnumMap<>(ServiceName.class);
    for (ServiceName service : ServiceName.values()) {
      services.put(service, uri(document.path("services"), service.wireName()));
    }
    return new Addresses(
        services,
        uri(document, "aws"),
        uri(document, "gitlab"),
        uri(document, "gateway"),
        document.path("sandbox_control").isTextual() ? uri(document, "sandbox_control") : null,
        document.path("sandbox_gateway").asBoolean(),
        document.path("kafka").asText(),
        document.path("postgres").asText());
  }

  private static URI uri(JsonNode node, String name) {
    return URI.create(node.path(name).asText());
  }
}
