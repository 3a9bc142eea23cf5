package io.quartermaster.local.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.audit.ChainHead;
import io.quartermaster.audit.Publications;
import io.quartermaster.audit.PublishedHeads;
import io.quartermaster.contracts.AuditHeadsPublished;
import io.quartermaster.contracts.EventJson;
import io.quartermaster.local.stack.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadsFileTest {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Instant ONE = Instant.parse("2026-11-30T13:00:00Z");
  private static final String HASH = "ab".repeat(32);
  private static final String LOGGED =
      new PublishedHeads(1, NOON, List.of(new ChainHead(1, 5, HASH))).text();
  private static final String EVENT =
      new String(
          EventJson.write(
              new AuditHeadsPublished(
                  "uid", 2, ONE, List.of(new AuditHeadsPublished.Head(1, 6, HASH)))),
          UTF_8);

  @TempDir private Path folder;
  private final Publications publications = new Publications();

  @Test
  void readsLogsAndRecordsAmongOtherLines() throws IOException {
    read(
        "",
        "{\"message\":\"started\"}",
        "{\"message\":\"" + LOGGED + "\"}",
        "\u00ff\u0000 not UTF-8",
        EVENT,
        "CreateTime:1764500000000\taudit-heads/uid\t" + EVENT);

    assertThat(publications.count()).isEqualTo(3);
    assertThat(publications.first()).contains(NOON);
    assertThat(publications.last()).contains(ONE);
  }

  @Test
  void rejectsARecordThatWasCut() {
    assertThatThrownBy(() -> read(LOGGED, EVENT.substring(0, EVENT.length() - 1)))
        .isInstanceOf(StackFailure.class)
        .hasMessageStartingWith("Line 2 of ");
  }

  private void read(String... lines) throws IOException {
    Path file = folder.resolve("heads");
    Files.write(file, List.of(lines), ISO_8859_1);
    new HeadsFile(file).addTo(publications);
  }
}
