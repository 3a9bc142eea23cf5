package io.quartermaster.settings.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

  @Test
  void quotesTheRevision() {
    assertThat(EntityTags.of(12)).isEqualTo("\"12\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "*|true",
        " * |true",
        "\"7\"|true",
        "\"6\", \"7\"|true",
        "\"6\",\"8\"|false",
        ",\"6\",, \"7\" ,|true",
        "W/\"7\"|false",
        "\"07\"|false",
        "\"abc\"|false",
        "\"\"|false",
      })
  void comparesStrongly(String header, boolean allows) {
    assertThat(EntityTags.ifMatch(List.of(header)).allows(7)).isEqualTo(allows);
  }

  @Test
  void requiresTheHeader() {
    assertThatThrownBy(() -> EntityTags.ifMatch(List.of()))
        .isInstanceOf(ProblemException.class)
        .hasMessage(ProblemType.PRECONDITION_REQUIRED.title());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"3-gzip\" | \"3-gzip\" | \"3\"",
        "\"3;gzip\" | \"3;gzip\" | \"3\"",
        "\"3--gzip\" | \"3--gzip\" | \"3\"",
        "\"3+br\" | \"3+br\" | \"3\"",
        "\"3gzip\" | \"3gzip\" | \"3\"",
        "W/\"3\" | W/\"3\" | \"3\"",
        "W/\"3-gzip\" | W/\"3-gzip\" | \"3\"",
        "\"1\", W/\"3\" | W/\"3\" | \"3\"",
      })
  void namesATagThatAProxyChanged(String header, String sent, String original) {
    assertThat(EntityTags.ifMatch(List.of(header)).stale(7).problem().detail())
        .contains(sent, original, "proxy", "no-transform", "revision 7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "\"3\", \"4\"", "\"abc\"", "\"\"", "\"gzip-3\"", "\"03\""})
  void suspectsNoProxyOtherwise(String header) {
    assertThat(EntityTags.ifMatch(List.of(header)).stale(7).problem())
        .isEqualTo(Problem.of(ProblemType.SETTINGS_CHANGED, 7L));
  }

  @Test
  void combinesHeaderLines() {
    assertThat(EntityTags.ifMatch(List.of("\"6\"", "\"7\"")).allows(7)).isTrue();
    assertThat(EntityTags.ifMatch(List.of("\"6\"", "\"8\"")).allows(7)).isFalse();
    assertThat(EntityTags.ifMatch(List.of("", "\"7\"")).allows(7)).isTrue();
    assertThatThrownBy(() -> EntityTags.ifMatch(List.of("*", "\"7\"")))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> EntityTags.ifMatch(List.of("", "")))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void readsLongLists() {
    String others = "\"x\",".repeat(20_000);

    assertThat(EntityTags.ifMatch(List.of(others + "\"7\"")).allows(7)).isTrue();
    assertThatThrownBy(() -> EntityTags.ifMatch(List.of(others + "x")))
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "", " ", ",", "\"7", "\"7\";", "*,\"7\"", "w/\"7\""})
  void rejectsMalformedTags(String header) {
    assertThatThrownBy(() -> EntityTags.ifMatch(List.of(header)))
        .isInstanceOf(ProblemException.class);
  }
}
