package io.quartermaster.settings.setup;

import io.quartermaster.settings.SettingsConfig;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.request.Caller;
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
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** The progress of the set-up over HTTP, once or as a stream. */
@Path("/api/v1/amazon_q/setup")
@RolesAllowed("admin")
@Tag(name = "Set-up", description = "How far the set-up is.")
class SetupResource {

  private static final String ACCEL_BUFFERING = "X-Accel-Buffering";
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private final ReadSetup setup;
  private final SetupFeed feed;
  private final SettingsConfig config;
  private final Caller caller;
  private final Clock clock;

  SetupResource(
      ReadSetup setup, SetupFeed feed, SettingsConfig config, Caller caller, Clock clock) {
    this.setup = setup;
    this.feed = feed;
    this.config = config;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Blocking
  @Produces(MediaType.APPLICATION_JSON)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  @Operation(operationId = "getSetup", summary = "Read the progress of the set-up")
  public SetupDocument get() {
    return SetupDocument.of(setup.read());
  }

  /**
   * Every change after the one that the client saw last, then each new one; a client that names
   * none, or none that is kept, gets the present state first. Ends when the token ends, when the
   * client is too slow for what is kept, and when this replica stops: a client comes back with the
   * {@code Last-Event-ID} and misses nothing.
   */
  @GET
  @Path("/events")
  @NonBlocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  @ResponseHeader(name = ACCEL_BUFFERING, value = "no")
  @Operation(operationId = "watchSetup", summary = "Watch the progress of the set-up")
  @APIResponse(
      responseCode = "200",
      description =
          "Events named setup, each with the whole state after a change as data and the number of"
              + " the change as id. Without Last-Event-ID the present state comes first, then each"
              + " change. With it every change since that one comes, in order and without a gap,"
              + " then each new one; when it is none of those that are kept, the present state"
              + " comes first. A stream ends with its token; one that ends is opened again with the"
              + " last id, and of several opened in the same moment, one too many ends at once.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = SetupDocument.class)))
  public Multi<OutboundSseEvent> events(
      @Parameter(description = "The id of the last event that the client got.", example = "17")
          @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
          @Nullable String lastEventId,
      @Context Sse sse) {
    String subject = caller.subject();
    requirePlace(subject);
    Duration heartbeat = config.stream().heartbeatInterval();
    Duration end = caller.remaining(clock.instant());
    Multi<Optional<OutboundSseEvent>> changes =
        Multi.createBy()
            .concatenating()
            .streams(
                feed.changes(subject, seen(lastEventId))
                    .map(change -> Optional.of(event(sse, change))),
                Multi.createFrom().item(Optional.empty()));
    // The first one at once: a client knows that it is heard also when there is nothing new.
    Multi<Optional<OutboundSseEvent>> heartbeats =
        Multi.createBy()
            .concatenating()
            .streams(Multi.createFrom().item(0L), ticks(heartbeat, heartbeat))
            .map(tick -> Optional.of(sse.newEventBuilder().comment("still here").build()));
    Multi<Optional<OutboundSseEvent>> tokenEnd = ticks(end, end).map(tick -> Optional.empty());
    // Not select().first(duration): that one ends the stream and leaves its sources running.
    return Multi.createBy()
        .merging()
        // What is taken from a source is on its way to the client: no second buffer.
        .withRequests(1)
        .streams(changes, heartbeats, tokenEnd)
        .select()
        .first(Optional::isPresent)
        .map(Optional::orElseThrow);
  }

  /** How {@link #events} would begin, and no stream: nobody could read it or see it end. */
  @HEAD
  @Path("/events")
  @NonBlocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public Response eventsHead() {
    requirePlace(caller.subject());
    return Response.ok()
        .type(MediaType.SERVER_SENT_EVENTS)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(ACCEL_BUFFERING, "no")
        .build();
  }

  private static Multi<Long> ticks(Duration first, Duration interval) {
    return Multi.createFrom().ticks().startingAfter(first).every(interval).onOverflow().drop();
  }

  private static OutboundSseEvent event(Sse sse, SetupChange change) {
    return sse.newEventBuilder()
        .id(Long.toString(change.number()))
        .name("setup")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(String.class, change.document())
        .build();
  }

  /** A client that sends anything else than an id of ours is no worse off than a new one. */
  private static long seen(@Nullable String lastEventId) {
    return lastEventId != null && ID.matcher(lastEventId).matches()
        ? Long.parseLong(lastEventId)
        : SetupListener.NOTHING;
  }

  private void requirePlace(String subject) {
    if (feed.isFullFor(subject)) {
      throw new ProblemException(
          Problem.of(
              ProblemType.TOO_MANY_STREAMS,
              "Close a stream that you do not need any more, then open this one."));
    }
  }
}
