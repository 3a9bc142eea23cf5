package io.quartermaster.sandbox.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a Query protocol call. */
record Query(Map<String, String> parameters) {

  /** Parses form encoding; an undecodable escape is a refusal. */
  static Query parse(String form) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      values.put(decode(name), decode(value));
    }
    return new Query(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException undecodable) {
      throw new AwsRefusal(
          400, "MalformedQueryString", "The query string contains a syntax error.");
    }
  }

  @Nullable String get(String name) {
    return parameters.get(name);
  }

  String get(String name, String otherwise) {
    return parameters.getOrDefault(name, otherwise);
  }

  boolean hasList(String name) {
    return parameters.containsKey(name) || parameters.containsKey(name + ".member.1");
  }

  List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 1; parameters.containsKey(name + ".member." + i); i++) {
      values.add(parameters.getOrDefault(name + ".member." + i, ""));
    }
    return values;
  }

  List<Tag> tags() {
    List<Tag> tags = new ArrayList<>();
    for (int i = 1; parameters.containsKey("Tags.member." + i + ".Key"); i++) {
      String member = "Tags.member." + i;
      tags.add(new Tag(get(member + ".Key", ""), get(member + ".Value", "")));
    }
    return tags;
  }
}
