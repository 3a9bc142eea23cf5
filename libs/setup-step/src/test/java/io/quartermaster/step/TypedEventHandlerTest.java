package io.quartermaster.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.messaging.inbox.IncomingEvent;
import io.quartermaster.messaging.inbox.UnprocessableEventException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TypedEventHandlerTest {

  private static final VerificationRequested REQUESTED =
      new VerificationRequested("uid", 1, "admin", Instant.parse("2026-05-01T10:00:00Z"));

  private final List<SettingsEvent> handled = new ArrayList<>();
  private final TypedEventHandler<SettingsEvent> handler =
      new TypedEventHandler<>(
          SettingsEvent.class, Set.of(EventType.VERIFICATION_REQUESTED), handled::add);

  @Test
  void claimsOnlyTheTypesThatItNames() {
    assertThat(handler.types()).containsExactly(EventType.VERIFICATION_REQUESTED.wireName());
  }

  @Test
  void handsTheEventOverAsItsRecord() {
    handler.handle(event(EventJson.write(REQUESTED)));

    assertThat(handled).containsExactly(REQUESTED);
  }

  @Test
  void rejectsDataThatDoesNotFitTheType() {
    assertThatThrownBy(() -> handler.handle(event("{\"instance_uid\":".getBytes(UTF_8))))
        .isInstanceOfSatisfying(
            UnprocessableEventException.class,
            e -> assertThat(e.reason()).isEqualTo(UnprocessableEventException.Reason.DATA));
    assertThat(handled).isEmpty();
  }

  private static IncomingEvent event(byte[] data) {
    return new IncomingEvent(
        "id", EventType.VERIFICATION_REQUESTED.wireName(), REQUESTED.aggregate(), data, null);
  }
}
