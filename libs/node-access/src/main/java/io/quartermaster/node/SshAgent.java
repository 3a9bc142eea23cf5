package io.quartermaster.node;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.schmizz.sshj.common.Buffer;

/**
 * A client of the SSH agent protocol: lists keys and signs with them. The private keys stay in the
 * agent.
 *
 * <p>Failure semantics: throws {@link IOException} when the agent is not there, does not answer
 * within the time-out, or refuses.
 */
final class SshAgent implements AutoCloseable {
  private static final int REQUEST_IDENTITIES = 11;
  private static final int IDENTITIES_ANSWER = 12;
  private static final int SIGN_REQUEST = 13;
  private static final int SIGN_RESPONSE = 14;
  private static final int MAX_ANSWER = 256 * 1024;

  /** Key type, and the algorithm of its signatures: SHA-1 is not accepted by servers of today. */
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "ssh-ed25519", "ssh-ed25519",
          "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521",
          "ssh-rsa", "rsa-sha2-512");

  private static final int RSA_SHA2_512 = 4;

  private final SocketChannel channel;
  private final Selector selector;
  private final Duration timeout;

  SshAgent(Path socket, Duration timeout) throws IOException {
    this.timeout = timeout;
    this.channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    this.selector = Selector.open();
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
  }

  /** The keys whose type is supported, in the order of the agent. */
  List<Key> keys() throws IOException {
    Buffer.PlainBuffer answer =
        request(new Buffer.PlainBuffer(), REQUEST_IDENTITIES, IDENTITIES_ANSWER);
    List<Key> keys = new ArrayList<>();
    int count = answer.readUInt32AsInt();
    for (int i = 0; i < count; i++) {
      byte[] blob = answer.readStringAsBytes();
      answer.readStringAsBytes(); // comment
      String algorithm = ALGORITHMS.get(new Buffer.PlainBuffer(blob).readString());
      if (algorithm != null) {
        keys.add(new Key(algorithm, new Buffer.PlainBuffer(blob)));
      }
    }
    return List.copyOf(keys);
  }

  /** The signature in SSH's encoding: algorithm, then value. */
  byte[] sign(Key key, byte[] data) throws IOException {
    Buffer.PlainBuffer body = new Buffer.PlainBuffer();
    body.putString(key.blob().getCompactData());
    body.putString(data);
    body.putUInt32(key.algorithm().equals("rsa-sha2-512") ? RSA_SHA2_512 : 0);
    return request(body, SIGN_REQUEST, SIGN_RESPONSE).readStringAsBytes();
  }

  private Buffer.PlainBuffer request(Buffer.PlainBuffer body, int type, int expected)
      throws IOException {
    byte[] content = body.getCompactData();
    Buffer.PlainBuffer message = new Buffer.PlainBuffer();
    message.putUInt32(content.length + 1L).putByte((byte) type).putRawBytes(content);
    ByteBuffer bytes = ByteBuffer.wrap(message.getCompactData());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    int length = read(4).getInt();
    if (length < 1 || length > MAX_ANSWER) {
      throw new IOException("invalid answer of the SSH agent");
    }
    ByteBuffer answer = read(length);
    if (answer.get() != expected) {
      throw new IOException("the SSH agent refused");
    }
    byte[] rest = new byte[answer.remaining()];
    answer.get(rest);
    return new Buffer.PlainBuffer(rest);
  }

  /** Reads exactly so many bytes: a channel of this kind has no read time-out of its own. */
  private ByteBuffer read(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (selector.select(timeout.toMillis()) == 0) {
        throw new SocketTimeoutException("the SSH agent does not answer");
      }
      selector.selectedKeys().clear();
      if (channel.read(bytes) < 0) {
        throw new EOFException("the SSH agent closed the connection");
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }

  /**
   * A key of the agent.
   *
   * @param algorithm of its signatures
   * @param blob the public key in SSH's encoding
   */
  record Key(String algorithm, Buffer.PlainBuffer blob) {}
}
