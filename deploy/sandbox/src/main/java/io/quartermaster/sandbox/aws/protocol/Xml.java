package io.quartermaster.sandbox.aws.protocol;

import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.text.StringEscapeUtils;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Writes the XML of the Query protocol. */
public final class Xml {

  private final StringBuilder out = new StringBuilder();

  public static String of(Consumer<Xml> content) {
    Xml xml = new Xml();
    content.accept(xml);
    return xml.out.toString();
  }

  /** Writes an element with text; nothing for null. */
  public Xml text(String name, @Nullable Object value) {
    return value == null
        ? this
        : element(name, xml -> out.append(StringEscapeUtils.escapeXml10(value.toString())));
  }

  /** Writes a policy document, which AWS percent-encodes according to RFC 3986. */
  public Xml document(String name, String json) {
    return text(name, SdkHttpUtils.urlEncode(json));
  }

  public Xml element(String name, Consumer<Xml> content) {
    out.append('<').append(name).append('>');
    content.accept(this);
    out.append("</").append(name).append('>');
    return this;
  }

  /** Writes a list; an empty list is an empty element. */
  public <T> Xml list(String name, List<T> items, Consumer<T> member) {
    return element(name, xml -> items.forEach(item -> element("member", m -> member.accept(item))));
  }

  public Xml texts(String name, List<String> items) {
    return element(name, xml -> items.forEach(item -> text("member", item)));
  }

  public Xml tags(List<Tag> tags) {
    return list("Tags", tags, tag -> text("Key", tag.key()).text("Value", tag.value()));
  }
}
