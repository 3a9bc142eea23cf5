package io.quartermaster.messaging.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Closes a connection that sends many requests without waiting for responses. Vert.x queues such
 * requests without a limit, and has no setting for one: a single client could fill the memory.
 */
final class Pipelining extends ChannelDuplexHandler {

  /** HTTP clients rarely send a second request before the response to the first. */
  private static final int MAX_UNANSWERED = 16;

  /** The request that installs this handler. */
  private int unanswered = 1;

  private boolean closed;

  private Pipelining() {}

  /** Limits the connection of a request, once. Returns false when it is closed already. */
  static boolean limit(HttpServerRequest request) {
    Channel channel = ((ConnectionBase) request.connection()).channel();
    if (!channel.isActive()) {
      return false;
    }
    ChannelPipeline pipeline = channel.pipeline();
    if (pipeline.get(Pipelining.class) == null) {
      String encoder = pipeline.context(HttpResponseEncoder.class).name();
      pipeline.addAfter(encoder, Pipelining.class.getName(), new Pipelining());
    }
    return true;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest && ++unanswered > MAX_UNANSWERED && !closed) {
      closed = true;
      var unused = context.close();
    }
    if (closed) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent && !isInterim(message)) {
      unanswered--;
    }
    var unused = context.write(message, promise);
  }

  private static boolean isInterim(Object message) {
    return message instanceof FullHttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }
}
