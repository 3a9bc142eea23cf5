package io.quartermaster.node;

import io.quartermaster.contracts.FailureCodes;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;

/** Turns what went wrong with an SSH connection into a failure with its remedy. */
final class SshFailures {
  private final SshSettings settings;

  SshFailures(SshSettings settings) {
    this.settings = settings;
  }

  /** Restores the interrupt of this thread, which sshj turns into an exception of its own. */
  NodeFailure of(Exception e) {
    if (has(e, InterruptedException.class)) {
      Thread.currentThread().interrupt();
      return unreachable("This service stopped before the node answered.");
    }
    if (has(e, TimeoutException.class) || has(e, SocketTimeoutException.class)) {
      return timedOut();
    }
    if (has(e, UnknownHostException.class)) {
      return unreachable("The host name %s cannot be resolved.".formatted(settings.host()));
    }
    if (has(e, ConnectException.class) || has(e, NoRouteToHostException.class)) {
      return unreachable("No connection to %s: refused or no route.".formatted(address()));
    }
    if (has(e, UserAuthException.class) && !isLost(e)) {
      return loginRefused(
          "%s does not accept a key of the account %s.".formatted(address(), settings.user()));
    }
    if (reason(e) == DisconnectReason.KEY_EXCHANGE_FAILED) {
      return unreachable("No SSH algorithm in common with %s.".formatted(address()));
    }
    return unreachable("The connection to %s was lost.".formatted(address()));
  }

  NodeFailure timedOut() {
    return unreachable("%s did not answer in time.".formatted(address()));
  }

  NodeFailure signalled() {
    return unreachable("The node program was ended by a signal.");
  }

  private NodeFailure unreachable(String detail) {
    return new NodeFailure(
        FailureCodes.NODE_UNREACHABLE,
        detail,
        "No action needed; retrying automatically. If it persists, check the node, its firewall and"
            + " its SSH server.",
        true);
  }

  NodeFailure loginRefused(String detail) {
    return new NodeFailure(
        FailureCodes.NODE_LOGIN_REFUSED,
        detail,
        "Add the public key to ~/.ssh/authorized_keys of the account on the node, and check the"
            + " configured user and key.",
        false);
  }

  NodeFailure hostKeyRejected(KnownHosts.Rejection rejection) {
    String known = "The known_hosts file " + settings.knownHosts();
    String detail =
        rejection.changed()
            ? "%s has another key for %s than the %s that it presents."
            : "%s has no key for %s, which presents %s.";
    return hostKeyRejected(detail.formatted(known, address(), rejection.fingerprint()));
  }

  NodeFailure knownHostsUnreadable() {
    return hostKeyRejected(
        "The known_hosts file %s cannot be read.".formatted(settings.knownHosts()));
  }

  private NodeFailure hostKeyRejected(String detail) {
    return new NodeFailure(
        FailureCodes.NODE_HOST_KEY_REJECTED,
        detail,
        "Compare the fingerprint with the output of \"ssh-keygen -lf"
            + " /etc/ssh/ssh_host_ed25519_key.pub\" on the console of the node. If it is the same,"
            + " add the output of \"ssh-keyscan -p %d %s\" to the file."
                .formatted(settings.port(), settings.host()),
        false);
  }

  private String address() {
    return settings.host() + ":" + settings.port();
  }

  /** sshj reports the end of the connection during a login as a failed login. */
  private static boolean isLost(Throwable e) {
    return has(e, SocketException.class) || has(e, TransportException.class);
  }

  private static DisconnectReason reason(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SSHException ssh && ssh.getDisconnectReason() != DisconnectReason.UNKNOWN) {
        return ssh.getDisconnectReason();
      }
    }
    return DisconnectReason.UNKNOWN;
  }

  private static boolean has(Throwable e, Class<? extends Throwable> type) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }
}
