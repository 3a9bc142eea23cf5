package io.quartermaster.sandbox.aws.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, in the order of the items' keys. */
public record Page<T>(List<T> items, @Nullable String marker) {

  /** The requested page. */
  public record Selection(int size, String after) {
    /** Reads and verifies the constraints. */
    public static Selection of(Constraints constraints) {
      int size = constraints.number("MaxItems", 1, 1000, 100);
      String marker = constraints.optional("Marker", Constraints.MARKER);
      constraints.verify();
      return new Selection(size, marker == null ? "" : decode(marker));
    }

    private static String decode(String marker) {
      try {
        return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException foreign) {
        throw AwsRefusal.validation("Invalid Marker.");
      }
    }

    public <T> Page<T> cut(List<T> all, Function<T, String> key) {
      List<T> rest = all.stream().filter(item -> key.apply(item).compareTo(after) > 0).toList();
      if (rest.size() <= size) {
        return new Page<>(rest, null);
      }
      List<T> items = rest.subList(0, size);
      byte[] last = key.apply(items.getLast()).getBytes(StandardCharsets.UTF_8);
      return new Page<>(items, Base64.getUrlEncoder().encodeToString(last));
    }
  }

  public void writeEnd(Xml xml) {
    xml.text("IsTruncated", marker != null).text("Marker", marker);
  }
}
