package io.quartermaster.sandbox.aws;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the XML of the Query protocol. */
final class Xml {

  private final StringBuilder out = new StringBuilder();

  static String of(Consumer<Xml> content) {
    Xml xml = new Xml();
    content.accept(xml);
    return xml.out.toString();
  }

  /** Writes an element with text; nothing for null. */
  Xml text(String name, @Nullable Object value) {
    if (value != null) {
      out.append('<').append(name).append('>');
      out.append(escape(value.toString()));
      out.append("</").append(name).append('>');
    }
    return this;
  }

  Xml element(String name, Consumer<Xml> content) {
    out.append('<').append(name).append('>');
    content.accept(this);
    out.append("</").append(name).append('>');
    return this;
  }

  /** Writes a list; an empty list is an empty element. */
  <T> Xml list(String name, List<T> items, Consumer<T> member) {
    return element(name, xml -> items.forEach(item -> element("member", m -> member.accept(item))));
  }

  Xml texts(String name, List<String> items) {
    return element(name, xml -> items.forEach(item -> text("member", item)));
  }

  Xml tags(List<Tag> tags) {
    return list("Tags", tags, tag -> text("Key", tag.key()).text("Value", tag.value()));
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\r' -> escaped.append("&#xD;");
        default -> {
          // XML 1.0 knows no other control characters.
          if (c >= ' ' || c == '\t' || c == '\n') {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
