package io.quartermaster.iamprovisioner.effect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsAccessReaderTest {

  @ParameterizedTest
  @CsvSource({
    "%7B%22a%22%3A%20%22b%2Bc%22%7D, '{\"a\": \"b+c\"}'",
    "%7B%22a%22%3A+%22b%2Bc%22%7D,   '{\"a\": \"b+c\"}'",
    "'{\"a\":\"b+c%20\"}',           '{\"a\":\"b+c%20\"}'",
    "%C3%A9,                         \u00e9",
    "'{\"a\":\"b\"}',                '{\"a\":\"b\"}'",
    "%zz,                            %zz",
  })
  void decodesDocumentsAsIamEncodesThem(String encoded, String decoded) {
    assertThat(AwsAccessReader.decoded(encoded)).isEqualTo(decoded);
  }
}
