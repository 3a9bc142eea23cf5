package io.quartermaster.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The HTTP servers, all on loopback. */
final class Listeners {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int WAIT_SECONDS = 20;
  private static final int EVENT_LOOPS = 2;
  private static final int WORKERS = 8;

  private final Vertx vertx;
  private final Map<String, HttpServer> servers = new ConcurrentHashMap<>();

  Listeners(Vertx vertx) {
    this.vertx = vertx;
  }

  static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(EVENT_LOOPS)
            .setWorkerPoolSize(WORKERS)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  void listen(String name, int port, Handler<HttpServerRequest> handler) {
    HttpServerOptions options =
        new HttpServerOptions().setHost(LOOPBACK).setPort(port).setHttp2ClearTextEnabled(false);
    HttpServer server =
        await(
            "The " + name + " server cannot listen on port " + port,
            vertx.createHttpServer(options).requestHandler(handler).listen());
    servers.put(name, server);
  }

  URI url(String name) {
    HttpServer server = servers.get(name);
    if (server == null) {
      throw new IllegalStateException("The " + name + " server is not started");
    }
    return URI.create("http://" + LOOPBACK + ":" + server.actualPort());
  }

  /** Stops all servers and the threads. */
  void close() {
    await("The sandbox cannot be stopped", vertx.close());
  }

  private static <T> T await(String failure, Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException(failure, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure, interrupted);
    }
  }
}
