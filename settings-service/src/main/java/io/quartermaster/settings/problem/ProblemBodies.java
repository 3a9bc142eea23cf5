package io.quartermaster.settings.problem;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.URI;
import java.util.List;

/**
 * Gives an answer of the HTTP server that has an error status and no body the problem document of
 * that status. An answer to {@code HEAD} has no length of zero and stays as it is.
 */
final class ProblemBodies extends ChannelOutboundHandlerAdapter {

  /** Not the application's: connections may be there before it is. */
  private static final ObjectWriter JSON = new ObjectMapper().writerFor(Problem.class);

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise written)
      throws Exception {
    if (message instanceof FullHttpResponse answer && isEmptyError(answer)) {
      super.write(context, withBody(answer), written);
      answer.release();
    } else {
      super.write(context, message, written);
    }
  }

  private static boolean isEmptyError(FullHttpResponse answer) {
    return answer.status().code() >= 400
        && answer.headers().contains(CONTENT_LENGTH, "0", false)
        && !answer.content().isReadable();
  }

  private static FullHttpResponse withBody(FullHttpResponse answer) throws JsonProcessingException {
    byte[] body = JSON.writeValueAsBytes(problem(answer.status()));
    answer
        .headers()
        .set(CONTENT_TYPE, Problem.MEDIA_TYPE)
        .set(CONTENT_LENGTH, Integer.toString(body.length));
    return new DefaultFullHttpResponse(
        answer.protocolVersion(),
        answer.status(),
        Unpooled.wrappedBuffer(body),
        answer.headers(),
        answer.trailingHeaders());
  }

  /** A status of no kind of ours means what HTTP means by it: RFC 9457, section 4.2.1. */
  private static Problem problem(HttpResponseStatus status) {
    return ProblemType.ofStatus(status.code())
        .map(Problem::of)
        .orElseGet(
            () ->
                new Problem(
                    URI.create("about:blank"),
                    status.reasonPhrase(),
                    status.code(),
                    "Check the request against RFC 9110.",
                    List.of()));
  }
}
