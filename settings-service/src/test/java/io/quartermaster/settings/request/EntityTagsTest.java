package io.quartermaster.settings.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
