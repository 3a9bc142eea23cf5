package io.quartermaster.settings.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The start of a page: below this id. Opaque to clients, which get it from the previous page. New
 * entries do not shift the pages.
 */
record AuditCursor(long below) {

  static final AuditCursor NEWEST = new AuditCursor(Long.MAX_VALUE);

  private static final Pattern FORM = Pattern.compile("below:([1-9][0-9]{0,17})");

  /** The inverse of {@link #text}; empty for any other text. */
  static Optional<AuditCursor> parse(String text) {
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(text);
      Matcher form = FORM.matcher(new String(decoded, US_ASCII));
      return form.matches()
          ? Optional.of(new AuditCursor(Long.parseLong(form.group(1))))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("below:" + below).getBytes(US_ASCII));
  }
}
