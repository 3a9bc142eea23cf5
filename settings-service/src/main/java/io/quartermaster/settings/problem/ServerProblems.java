package io.quartermaster.settings.problem;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;

/**
 * Puts {@link ProblemBodies} into every connection, because the HTTP server ends some requests
 * before any of our code: those that are no HTTP, whose address cannot be decoded or is too long,
 * whose headers are too long. Vert.x has {@code HttpServer.invalidRequestHandler} for that; Quarkus
 * keeps the server to itself, so Netty's extension point is used ({@code docs/adr/0013}).
 *
 * <p>Failure semantics: where Vert.x names its handler otherwise, or speaks HTTP/2, such answers
 * stay without a body. {@code quarkus.http.http2} is off, and a test reads these answers.
 */
public final class ServerProblems extends ChannelInitializerExtension {

  /** Vert.x's names for what waits for the end of a TLS handshake, and what does requests. */
  private static final String HANDSHAKE = "handshaker";

  private static final String REQUESTS = "handler";

  /** To be called before the first connection of any kind is made: Netty asks only once. */
  public static void enable() {
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  @Override
  public void postInitializeServerChildChannel(Channel connection) {
    connection.pipeline().addLast(new WhenActive());
  }

  private static boolean placed(ChannelPipeline pipeline) {
    if (pipeline.get(REQUESTS) == null) {
      return false;
    }
    pipeline.addBefore(REQUESTS, null, new ProblemBodies());
    return true;
  }

  /** Vert.x has placed its handlers by now; behind TLS only the first of them. */
  private static final class WhenActive extends ChannelInboundHandlerAdapter {

    @Override
    public void channelActive(ChannelHandlerContext context) {
      ChannelPipeline pipeline = context.pipeline();
      if (!placed(pipeline) && pipeline.get(HANDSHAKE) != null) {
        pipeline.addBefore(HANDSHAKE, null, new AfterHandshake());
      }
      pipeline.remove(this);
      context.fireChannelActive();
    }
  }

  /** Lets Vert.x hear of the end of the handshake first, and place the rest. */
  private static final class AfterHandshake extends ChannelInboundHandlerAdapter {

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      context.fireUserEventTriggered(event);
      if (placed(context.pipeline())) {
        context.pipeline().remove(this);
      }
    }
  }
}
