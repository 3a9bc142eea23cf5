package io.quartermaster.messaging.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Limits the body of a request that switches its connection from HTTP/1.1 to HTTP/2. It arrives
 * without the flow control of HTTP/2, and Vert.x queues it without a limit until it is read. Vert.x
 * removes this handler at the end of the body.
 *
 * <p>Failure semantics: what exceeds the limit, the end included, is discarded, so that the client
 * can read the refusal. A much larger body closes the connection.
 */
final class UpgradedBody extends ChannelInboundHandlerAdapter {

  private final long maxLength;
  private long length;

  private UpgradedBody(long maxLength) {
    this.maxLength = maxLength;
  }

  /** Limits the body of a request over HTTP/2 if it is the one that asked for the switch. */
  static void limit(HttpServerRequest request, long maxLength) {
    ChannelPipeline pipeline = ((ConnectionBase) request.connection()).channel().pipeline();
    if (pipeline.get(HttpRequestDecoder.class) != null) {
      String http2 = pipeline.context(Http2ConnectionHandler.class).name();
      pipeline.addBefore(http2, UpgradedBody.class.getName(), new UpgradedBody(maxLength));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof Http2DataFrame data) {
      length += data.content().readableBytes();
    }
    if (length <= maxLength) {
      context.fireChannelRead(message);
      return;
    }
    ReferenceCountUtil.release(message);
    if (length > Refusals.MAX_DISCARDED_BYTES) {
      var unused = context.close();
    }
  }
}
