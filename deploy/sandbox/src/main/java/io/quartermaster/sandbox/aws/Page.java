package io.quartermaster.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, in the order of the items' keys. */
record Page<T>(List<T> items, @Nullable String marker) {

  /** Cuts the page that the call asks for; call before {@link Constraints#verify()} is due. */
  static <T> Page<T> of(
      Invocation call, Constraints constraints, List<T> all, Function<T, String> key) {
    int size = constraints.number("MaxItems", 1, 1000, 100);
    String marker = constraints.optional("Marker", Constraints.MARKER);
    constraints.verify();
    String after = marker == null ? "" : decode(marker);
    List<T> rest = all.stream().filter(item -> key.apply(item).compareTo(after) > 0).toList();
    if (rest.size() <= size) {
      return new Page<>(rest, null);
    }
    List<T> items = rest.subList(0, size);
    return new Page<>(items, encode(key.apply(items.getLast())));
  }

  void truncation(Xml xml) {
    xml.text("IsTruncated", marker != null).text("Marker", marker);
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String marker) {
    try {
      return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException foreign) {
      throw AwsRefusal.validation("Invalid Marker.");
    }
  }
}
