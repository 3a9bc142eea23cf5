package io.quartermaster.node;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import net.schmizz.sshj.userauth.password.PasswordUtils;
import org.jspecify.annotations.Nullable;

/**
 * What logs in: the keys, and the connection to the agent that holds them. Read for each
 * connection, so a replaced key needs no restart.
 */
final class SshLogin implements Closeable {
  private final List<AuthMethod> methods;
  private final @Nullable SshAgent agent;

  private SshLogin(List<AuthMethod> methods, @Nullable SshAgent agent) {
    this.methods = methods;
    this.agent = agent;
  }

  /** Does not connect to the node. */
  static SshLogin prepare(SSHClient client, SshSettings.Identity identity, Duration timeout)
      throws NoUsableKeyException, IOException {
    return switch (identity) {
      case SshSettings.Identity.KeyFile key -> withKey(client, key);
      case SshSettings.Identity.Agent socket -> withAgent(socket.socket(), timeout);
    };
  }

  /** Logs in. A refusal is a {@link UserAuthException}. */
  void perform(SSHClient client, String user) throws IOException {
    // OpenSSH ends the connection after so many keys, six by default. sshj then fails when it
    // offers the next one, as for any lost connection.
    AtomicBoolean tooMany = new AtomicBoolean();
    client
        .getTransport()
        .setDisconnectListener(
            (reason, message) -> tooMany.set(message.contains("Too many authentication failures")));
    try {
      client.auth(user, methods);
    } catch (TransportException | IllegalStateException e) {
      if (tooMany.get()) {
        throw new UserAuthException(DisconnectReason.NO_MORE_AUTH_METHODS_AVAILABLE);
      }
      throw e;
    }
  }

  private static SshLogin withKey(SSHClient client, SshSettings.Identity.KeyFile identity)
      throws IOException {
    char[] passphrase = passphrase(identity.passphraseFile());
    try {
      KeyProvider key =
          client.loadKeys(identity.file().toString(), PasswordUtils.createOneOff(passphrase));
      key.getPrivate(); // decrypts now, so that a wrong passphrase is not taken for a refused key
      return new SshLogin(List.of(new AuthPublickey(key)), null);
    } catch (IOException e) {
      throw new NoUsableKeyException(
          "The private key %s cannot be read, or its passphrase is wrong."
              .formatted(identity.file()),
          e);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  private static char[] passphrase(@Nullable Path file) throws IOException {
    if (file == null) {
      return new char[0];
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
      Arrays.fill(bytes, (byte) 0);
      int length = text.length();
      while (length > 0 && (text.get(length - 1) == '\n' || text.get(length - 1) == '\r')) {
        length--;
      }
      char[] passphrase = new char[length];
      text.get(passphrase);
      if (text.hasArray()) {
        Arrays.fill(text.array(), '\0');
      }
      return passphrase;
    } catch (IOException e) {
      throw new NoUsableKeyException("The passphrase file %s cannot be read.".formatted(file), e);
    }
  }

  private static SshLogin withAgent(Path socket, Duration timeout) throws IOException {
    SshAgent agent;
    try {
      agent = new SshAgent(socket, timeout);
    } catch (IOException | UnsupportedOperationException e) {
      throw new NoUsableKeyException("No SSH agent answers at %s.".formatted(socket), e);
    }
    try {
      List<AuthMethod> methods =
          agent.keys().stream()
              .<AuthMethod>map(key -> new AgentAuthentication(agent, key))
              .toList();
      if (methods.isEmpty()) {
        throw new NoUsableKeyException(
            "The SSH agent at %s holds no usable key.".formatted(socket), null);
      }
      return new SshLogin(methods, agent);
    } catch (NoUsableKeyException e) {
      agent.close();
      throw e;
    } catch (IOException e) {
      agent.close();
      throw new NoUsableKeyException("The SSH agent at %s refused.".formatted(socket), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (agent != null) {
      agent.close();
    }
  }

  /** There is no key to log in with: a matter of this host, not of the node. */
  static final class NoUsableKeyException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String detail;

    NoUsableKeyException(String detail, @Nullable Throwable cause) {
      super(detail, cause);
      this.detail = detail;
    }

    /** One sentence for people. */
    String detail() {
      return detail;
    }
  }
}
