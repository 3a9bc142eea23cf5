package io.quartermaster.gatewayconfig.effect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitlabRbFileTest {

  @TempDir Path directory;

  private Path path;
  private GitlabRbFile file;

  @BeforeEach
  void aFile() throws IOException {
    path = directory.resolve("gitlab.rb");
    Files.writeString(path, "old\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    file = new GitlabRbFile(path);
  }

  @Test
  void theFileIsReplacedWithItsRightsAndNothingIsLeftBeside() throws IOException {
    assertThat(file.replace("old\n", "new\n")).isTrue();

    assertThat(path).hasContent("new\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-r-----");
    assertThat(names()).containsExactly("gitlab.rb", "gitlab.rb.quartermaster-original");
  }

  @Test
  void theFirstOriginalIsKeptWithTheSameRights() throws IOException {
    file.replace("old\n", "new\n");
    file.replace("new\n", "newer\n");

    Path original = directory.resolve("gitlab.rb.quartermaster-original");
    assertThat(original).hasContent("old\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(original)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void doesNotOverwriteAConcurrentChange() throws IOException {
    assertThat(file.replace("what was read before\n", "new\n")).isFalse();

    assertThat(path).hasContent("old\n");
    assertThat(names()).containsExactly("gitlab.rb");
  }

  @Test
  void bytesOfAnyEncodingComeThrough() throws IOException {
    byte[] odd = {'#', (byte) 0xff, (byte) 0xc3, (byte) 0xa4, 0, '\r', '\n'};
    Files.write(path, odd);

    String text = file.read();
    file.replace(text, text + "x");

    assertThat(Files.readAllBytes(path)).startsWith(odd);
    assertThat(Files.size(path)).isEqualTo(odd.length + 1);
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path link = directory.resolve("link.rb");
    Files.createSymbolicLink(link, path);

    new GitlabRbFile(link).replace("old\n", "new\n");

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(path, ISO_8859_1)).isEqualTo("new\n");
  }

  @Test
  void whatACrashLeftBesideIsNoObstacle() throws IOException {
    Files.writeString(directory.resolve("gitlab.rb.quartermaster-next"), "half");

    assertThat(file.replace("old\n", "new\n")).isTrue();
    assertThat(path).hasContent("new\n");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(found -> found.getFileName().toString()).sorted().toList();
    }
  }
}
