package io.quartermaster.sandbox.exchange;

import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.sandbox.faults.FaultPlan;
import io.quartermaster.sandbox.faults.Faults;
import io.quartermaster.sandbox.journal.Journal;
import io.quartermaster.sandbox.journal.Request;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Processes one request: injected faults, effect, journal, response.
 *
 * <p>An exception in the work is a bug of the sandbox: it is logged and answered with 500 in the
 * system's own form.
 */
public final class Exchange {

  private static final System.Logger LOG = System.getLogger(Exchange.class.getName());
  private static final String CUT = "ConnectionCut";

  private final Vertx vertx;
  private final Faults faults;
  private final Journal journal;

  public Exchange(Vertx vertx, Faults faults, Journal journal) {
    this.vertx = vertx;
    this.faults = faults;
    this.journal = journal;
  }

  /** Serves a call. Faults never apply to the sandbox's own gateway. */
  public void serve(
      HttpServerRequest http,
      Request call,
      FaultReplies replies,
      Function<FaultPlan, Future<Reply>> work) {
    FaultPlan plan =
        call.caller().equals(Request.CLIENT)
            ? faults.take(call.system(), call.operation())
            : FaultPlan.NONE;
    long delay = plan.delay().toMillis();
    if (delay > 0) {
      vertx.setTimer(delay, timer -> proceed(http, call, replies, plan, work));
    } else {
      proceed(http, call, replies, plan, work);
    }
  }

  private void proceed(
      HttpServerRequest http,
      Request call,
      FaultReplies replies,
      FaultPlan plan,
      Function<FaultPlan, Future<Reply>> work) {
    if (plan.cuts(Fault.Cut.Moment.BEFORE_EFFECT)) {
      journal.record(call, 0, CUT);
      http.connection().close();
      return;
    }
    Reply refused = refusal(replies, plan);
    Future<Reply> answer = refused == null ? start(work, plan) : Future.succeededFuture(refused);
    answer
        .otherwise(failure -> internal(replies, call, failure))
        .onSuccess(reply -> finish(http, call, plan, reply));
  }

  private static @Nullable Reply refusal(FaultReplies replies, FaultPlan plan) {
    return plan.throttle()
        .map(replies::throttled)
        .or(() -> plan.failure().map(replies::failed))
        .orElse(null);
  }

  private static Future<Reply> start(Function<FaultPlan, Future<Reply>> work, FaultPlan plan) {
    try {
      return work.apply(plan);
    } catch (RuntimeException broken) {
      return Future.failedFuture(broken);
    }
  }

  private static Reply internal(FaultReplies replies, Request call, Throwable failure) {
    LOG.log(
        System.Logger.Level.ERROR,
        "Internal error in " + call.system() + " " + call.operation(),
        failure);
    return replies.failed(
        new Fault.Failure(500, "ServiceFailure", "Internal error of the sandbox."));
  }

  private void finish(HttpServerRequest http, Request call, FaultPlan plan, Reply reply) {
    if (plan.cuts(Fault.Cut.Moment.AFTER_EFFECT)) {
      journal.record(call, reply.status(), CUT);
      http.connection().close();
      return;
    }
    journal.record(call, reply.status(), reply.errorCode());
    long delay = plan.answerDelay().toMillis();
    if (delay > 0) {
      vertx.setTimer(delay, timer -> send(http.response(), reply));
    } else {
      send(http.response(), reply);
    }
  }

  /** Sends a response unless the connection is closed. */
  public static void send(HttpServerResponse response, Reply reply) {
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    if (reply.contentType() != null) {
      response.putHeader("Content-Type", reply.contentType());
    }
    response.end(reply.body());
  }
}
