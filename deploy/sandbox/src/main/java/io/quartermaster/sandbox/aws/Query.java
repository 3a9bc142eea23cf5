package io.quartermaster.sandbox.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** Whether a list was given at all; an empty one is the bare name. */
  boolean hasList(String name) {
    return parameters.containsKey(name) || !members(name).isEmpty();
  }

  List<String> list(String name) {
    return members(name).stream().map(member -> get(member, "")).toList();
  }

  /** The names of a list's members, for example {@code Tags.member.1}, in the order of numbers. */
  List<String> members(String name) {
    Pattern member = Pattern.compile(Pattern.quote(name) + "\\.member\\.(\\d{1,9})(\\..*)?");
    TreeSet<Integer> numbers = new TreeSet<>();
    for (String parameter : parameters.keySet()) {
      Matcher matcher = member.matcher(parameter);
      if (matcher.matches()) {
        numbers.add(Integer.valueOf(matcher.group(1)));
      }
    }
    return numbers.stream().map(number -> name + ".member." + number).toList();
  }
}
