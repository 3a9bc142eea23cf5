package io.quartermaster.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The hash of an entry. The order of the fields is part of the encoding. */
final class EntryHash {

  private static final String ENCODING = "quartermaster audit entry 1";
  private static final int NULL_LENGTH = -1;

  private EntryHash() {}

  static String of(EntryPosition position, EntryContent content, String previousHash) {
    MessageDigest digest = sha256();
    add(digest, ENCODING);
    add(digest, Integer.toString(position.chain()));
    add(digest, Long.toString(position.id()));
    add(digest, Long.toString(position.sequence()));
    add(digest, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, content.at())));
    add(digest, content.actor());
    add(digest, content.action());
    add(digest, content.scopeType());
    add(digest, content.scopeId());
    add(digest, content.scopePath());
    add(digest, content.before());
    add(digest, content.after());
    add(digest, previousHash);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, @Nullable String field) {
    byte[] bytes = field == null ? new byte[0] : field.getBytes(UTF_8);
    int length = field == null ? NULL_LENGTH : bytes.length;
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
