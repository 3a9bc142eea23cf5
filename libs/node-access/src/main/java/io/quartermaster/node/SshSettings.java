package io.quartermaster.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to log in to a node with SSH.
 *
 * @param knownHosts the known_hosts file; a host that is not in it is rejected
 * @param prefix words before the program, for example {@code sudo -n}; empty for none
 * @param connectTimeout the limit for each of connecting, key exchange and login
 * @param commandTimeout the limit for a command after the login
 * @throws IllegalArgumentException when a value is not valid
 */
public record SshSettings(
    String host,
    int port,
    String user,
    Identity identity,
    Path knownHosts,
    List<String> prefix,
    Duration connectTimeout,
    Duration commandTimeout) {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:%-]+");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]*");

  public SshSettings {
    require(HOST.matcher(host).matches(), "host");
    require(port > 0 && port < 65_536, "port");
    require(USER.matcher(user).matches(), "user");
    require(connectTimeout.isPositive(), "connectTimeout");
    require(commandTimeout.isPositive(), "commandTimeout");
    prefix = List.copyOf(prefix);
    CommandLine.requireWords(prefix);
  }

  private static void require(boolean valid, String name) {
    if (!valid) {
      throw new IllegalArgumentException("SSH settings: invalid " + name);
    }
  }

  /** What proves who logs in. */
  public sealed interface Identity {

    /**
     * A private key in a file.
     *
     * @param passphraseFile holds the passphrase of an encrypted key; null when it is not encrypted
     */
    record KeyFile(Path file, @Nullable Path passphraseFile) implements Identity {}

    /**
     * The keys of an SSH agent.
     *
     * @param socket its Unix domain socket, the value of {@code SSH_AUTH_SOCK}
     */
    record Agent(Path socket) implements Identity {}
  }
}
