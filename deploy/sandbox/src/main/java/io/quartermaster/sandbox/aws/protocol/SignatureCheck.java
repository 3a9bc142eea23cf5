package io.quartermaster.sandbox.aws.protocol;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** Verifies AWS Signature Version 4 in the Authorization header. */
public final class SignatureCheck {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";

  private final AwsKeys keys;
  private final Clock clock;

  public SignatureCheck(AwsKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Returns the caller, or refuses as AWS does. Supports POST requests without a query string. */
  public Caller verify(HttpServerRequest request, byte[] body, String service) {
    String header = request.getHeader("Authorization");
    if (header == null || header.isBlank()) {
      throw new AwsRefusal(
          403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }
    Parts parts = parse(header);
    Caller caller =
        keys.caller(parts.accessKeyId())
            .filter(known -> request.getHeader("X-Amz-Security-Token") == null)
            .orElseThrow(SignatureCheck::unknownToken);
    String secret = keys.secret(parts.accessKeyId()).orElseThrow();
    String stamp = request.getHeader("X-Amz-Date");
    if (stamp == null) {
      throw incomplete(
          "Authorization header requires existence of either a 'X-Amz-Date' or a"
              + " 'Date' header.");
    }
    requireFresh(stamp);
    requireScope(parts, stamp, service);
    String expected = signature(request, body, parts, stamp, secret);
    if (!MessageDigest.isEqual(utf8(expected), utf8(parts.signature()))) {
      throw mismatch(MISMATCH);
    }
    return caller;
  }

  private record Parts(
      String accessKeyId,
      String date,
      String region,
      String service,
      String terminator,
      List<String> signedHeaders,
      String signature) {}

  private static Parts parse(String header) {
    if (!header.startsWith(ALGORITHM + " ")) {
      throw incomplete("Unsupported algorithm in the Authorization header.");
    }
    Map<String, String> fields =
        Arrays.stream(header.substring(ALGORITHM.length()).split(",", -1))
            .map(String::strip)
            .filter(field -> field.indexOf('=') > 0)
            .collect(
                Collectors.toMap(
                    field -> field.substring(0, field.indexOf('=')),
                    field -> field.substring(field.indexOf('=') + 1),
                    (first, second) -> first));
    for (String name : List.of("Credential", "SignedHeaders", "Signature")) {
      if (!fields.containsKey(name)) {
        throw incomplete("Authorization header requires '" + name + "' parameter.");
      }
    }
    List<String> scope = List.of(fields.getOrDefault("Credential", "").split("/", -1));
    if (scope.size() != 5) {
      throw incomplete("Credential must have exactly 5 slash-delimited elements.");
    }
    return new Parts(
        scope.get(0),
        scope.get(1),
        scope.get(2),
        scope.get(3),
        scope.get(4),
        List.of(fields.getOrDefault("SignedHeaders", "").split(";", -1)),
        fields.getOrDefault("Signature", ""));
  }

  private void requireFresh(String stamp) {
    Instant signed;
    try {
      signed = STAMP.parse(stamp, Instant::from);
    } catch (DateTimeParseException unreadable) {
      throw incomplete("Date must be in ISO-8601 'basic format'. Got '" + stamp + "'.");
    }
    Instant now = clock.instant();
    if (signed.isBefore(now.minus(SKEW))) {
      throw mismatch(
          "Signature expired: "
              + stamp
              + " is now earlier than "
              + STAMP.format(now.minus(SKEW))
              + " ("
              + STAMP.format(now)
              + " - 15 min.)");
    }
    if (signed.isAfter(now.plus(SKEW))) {
      throw mismatch(
          "Signature not yet current: "
              + stamp
              + " is still later than "
              + STAMP.format(now.plus(SKEW))
              + " ("
              + STAMP.format(now)
              + " + 15 min.)");
    }
  }

  private static void requireScope(Parts parts, String stamp, String service) {
    if (!parts.service().equals(service)) {
      throw mismatch("Credential should be scoped to correct service: '" + service + "'.");
    }
    if (!parts.terminator().equals("aws4_request")) {
      throw mismatch("Credential should be scoped with a valid terminator: 'aws4_request'.");
    }
    if (!stamp.startsWith(parts.date())) {
      throw mismatch(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of"
              + " date from HTTP.");
    }
    if (!parts.signedHeaders().contains("host")) {
      throw mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
  }

  private static String signature(
      HttpServerRequest request, byte[] body, Parts parts, String stamp, String secret) {
    String headers =
        parts.signedHeaders().stream()
            .map(name -> name + ":" + headerValue(request, name) + "\n")
            .collect(Collectors.joining());
    String canonical =
        String.join(
            "\n",
            request.method().name(),
            request.path().isEmpty() ? "/" : request.path(),
            "",
            headers,
            String.join(";", parts.signedHeaders()),
            DigestUtils.sha256Hex(body));
    String scope =
        String.join("/", parts.date(), parts.region(), parts.service(), parts.terminator());
    String toSign = String.join("\n", ALGORITHM, stamp, scope, DigestUtils.sha256Hex(canonical));
    byte[] key = hmac(utf8("AWS4" + secret), parts.date());
    key = hmac(key, parts.region());
    key = hmac(key, parts.service());
    key = hmac(key, parts.terminator());
    return Hex.encodeHexString(hmac(key, toSign));
  }

  private static String headerValue(HttpServerRequest request, String name) {
    return request.headers().getAll(name).stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  private static byte[] hmac(byte[] key, String data) {
    return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(data);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static AwsRefusal unknownToken() {
    return new AwsRefusal(
        403, "InvalidClientTokenId", "The security token included in the request is invalid.");
  }

  private static AwsRefusal mismatch(String message) {
    return new AwsRefusal(403, "SignatureDoesNotMatch", message);
  }

  private static AwsRefusal incomplete(String message) {
    return new AwsRefusal(400, "IncompleteSignature", message);
  }
}
