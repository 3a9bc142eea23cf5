package io.quartermaster.settings.setup;

import io.quartermaster.settings.SettingsConfig;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.request.Caller;
import io.quartermaster.settings.request.LimitedPerCaller;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** The progress of the set-up over HTTP: the current state, and server-sent events. */
@Path("/api/v1/amazon_q/setup")
@RolesAllowed("admin")
@LimitedPerCaller
@Tag(name = "Set-up", description = "Progress of the set-up.")
class SetupResource {

  private static final String ACCEL_BUFFERING = "X-Accel-Buffering";
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private final SetupRepository setups;
  private final SetupFeed feed;
  private final SettingsConfig config;
  private final Caller caller;
  private final Clock clock;

  SetupResource(
      SetupRepository setups, SetupFeed feed, SettingsConfig config, Caller caller, Clock clock) {
    this.setups = setups;
    this.feed = feed;
    this.config = config;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Blocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "getSetup", summary = "Get the progress of the set-up")
  public SetupDocument get() {
    return SetupDocument.of(setups.read());
  }

  /**
   * Ends when the client is too slow for the retained changes and when this replica stops: the
   * client reconnects with the {@code Last-Event-ID} and misses nothing. Ends with an event when
   * the token is no longer valid, because reconnecting with it would be rejected.
   */
  @GET
  @Path("events")
  @NonBlocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @ResponseHeader(name = ACCEL_BUFFERING, value = "no")
  @Operation(operationId = "watchSetup", summary = "Watch the progress of the set-up")
  @APIResponse(
      responseCode = "200",
      description =
          "Events named setup: the data is the whole state after a change, the id is the number of"
              + " the change. Without Last-Event-ID, the current state is sent first, then each"
              + " change. With Last-Event-ID, every change after it is sent, in order and without a"
              + " gap, then each new one; if it is not retained, the current state is sent first."
              + " When the token expires, the last event is named end, has no id, and its data is a"
              + " StreamEnd: get a new token, then reconnect with the last id. A stream that ends"
              + " without it can be resumed at once, with the last id. If concurrent connections"
              + " exceed the limit, one of them ends immediately.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(oneOf = {SetupDocument.class, StreamEnd.class})))
  public Multi<OutboundSseEvent> events(
      @Parameter(
              description =
                  "The id of the last event that the client received. An invalid one counts as none.",
              schema = @Schema(type = SchemaType.STRING, pattern = "^[0-9]{1,18}$"),
              example = "17")
          @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
          @Nullable String lastEventId,
      @Context Sse sse) {
    String subject = caller.subject();
    requireFreeStream(subject);
    Duration heartbeat = config.stream().heartbeatInterval();
    Duration expiry = caller.remaining(clock.instant());
    Multi<Optional<OutboundSseEvent>> changes =
        Multi.createBy()
            .concatenating()
            .streams(
                feed.changes(subject, position(lastEventId))
                    .map(change -> Optional.of(event(sse, change))),
                Multi.createFrom().item(Optional.empty()));
    // The first heartbeat at once: the client learns that the stream is open.
    Multi<Optional<OutboundSseEvent>> heartbeats =
        Multi.createBy()
            .concatenating()
            .streams(Multi.createFrom().item(0L), ticks(heartbeat))
            .map(tick -> Optional.of(sse.newEventBuilder().comment("heartbeat").build()));
    Multi<Optional<OutboundSseEvent>> expired =
        ticks(expiry)
            .onItem()
            .transformToIterable(
                tick ->
                    List.of(Optional.of(event(sse, StreamEnd.TOKEN_EXPIRED)), Optional.empty()));
    // Not select().first(duration): it ends the stream and leaves its sources running.
    return Multi.createBy()
        .merging()
        // An item requested from a source is sent to the client: no second buffer.
        .withRequests(1)
        .streams(changes, heartbeats, expired)
        .select()
        .first(Optional::isPresent)
        .map(Optional::orElseThrow);
  }

  /** The headers of {@link #events} without a stream, which no HEAD client could read or end. */
  @HEAD
  @Path("events")
  @NonBlocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public Response head() {
    requireFreeStream(caller.subject());
    return Response.ok().type(MediaType.SERVER_SENT_EVENTS).header(ACCEL_BUFFERING, "no").build();
  }

  private static Multi<Long> ticks(Duration interval) {
    return Multi.createFrom().ticks().startingAfter(interval).every(interval).onOverflow().drop();
  }

  private static OutboundSseEvent event(Sse sse, SetupChange change) {
    return sse.newEventBuilder()
        .id(Long.toString(change.number()))
        .name("setup")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(String.class, change.document())
        .build();
  }

  /** Has no id, so that the client keeps the id to resume from. */
  private static OutboundSseEvent event(Sse sse, StreamEnd end) {
    return sse.newEventBuilder()
        .name("end")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(StreamEnd.class, end)
        .build();
  }

  /** An invalid id counts as none. */
  private static long position(@Nullable String lastEventId) {
    return lastEventId != null && ID.matcher(lastEventId).matches()
        ? Long.parseLong(lastEventId)
        : SetupFeed.NONE;
  }

  private void requireFreeStream(String subject) {
    if (feed.isFullFor(subject)) {
      throw new ProblemException(ProblemType.TOO_MANY_STREAMS);
    }
  }
}
