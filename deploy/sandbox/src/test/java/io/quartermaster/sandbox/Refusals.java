package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Asserts a refusal of AWS as the SDK reports it. */
final class Refusals {

  private Refusals() {}

  static void assertRefused(ThrowingCallable call, int status, String code, String messagePart) {
    assertThatExceptionOfType(AwsServiceException.class)
        .isThrownBy(call)
        .satisfies(
            refused -> {
              AwsErrorDetails details = refused.awsErrorDetails();
              assertThat(details.errorCode()).isEqualTo(code);
              assertThat(details.errorMessage()).contains(messagePart);
              assertThat(refused.statusCode()).isEqualTo(status);
              assertThat(refused.requestId()).isNotBlank();
            });
  }
}
