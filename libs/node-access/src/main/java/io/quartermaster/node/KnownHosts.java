package io.quartermaster.node;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import org.jspecify.annotations.Nullable;

/** A known_hosts file that is never changed, and that remembers why it rejected a key. */
final class KnownHosts extends OpenSSHKnownHosts {
  private volatile @Nullable Rejection rejection;

  private KnownHosts(Reader reader, LoggerFactory loggers) throws IOException {
    super(reader, loggers);
  }

  /** Read for each connection, so a new entry needs no restart. */
  static KnownHosts read(Path file, LoggerFactory loggers) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new KnownHosts(reader, loggers);
    }
  }

  /** Null until a key is rejected. */
  @Nullable Rejection rejection() {
    return rejection;
  }

  @Override
  protected boolean hostKeyUnverifiableAction(String host, PublicKey key) {
    rejection = new Rejection(false, fingerprint(key));
    return false;
  }

  @Override
  protected boolean hostKeyChangedAction(String host, PublicKey key) {
    rejection = new Rejection(true, fingerprint(key));
    return false;
  }

  /** The form that {@code ssh-keygen -l} prints. */
  private static String fingerprint(PublicKey key) {
    byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * A host key that was rejected.
   *
   * @param changed false when the host is not in the file
   * @param fingerprint of the key that the host presented
   */
  record Rejection(boolean changed, String fingerprint) {}
}
