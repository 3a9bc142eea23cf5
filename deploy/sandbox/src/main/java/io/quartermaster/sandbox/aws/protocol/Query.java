package io.quartermaster.sandbox.aws.protocol;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a Query protocol call. */
public record Query(Map<String, String> parameters) {

  private static final int MAXIMUM_PARAMETERS = 10_000;

  /** Parses form encoding; an invalid escape is refused. */
  public static Query parse(String form) {
    Map<String, String> values = new HashMap<>();
    try {
      new QueryStringDecoder(form, StandardCharsets.UTF_8, false, MAXIMUM_PARAMETERS, true)
          .parameters()
          .forEach((name, value) -> values.put(name, value.getLast()));
    } catch (IllegalArgumentException undecodable) {
      throw new AwsRefusal(
          400, "MalformedQueryString", "The query string contains a syntax error.");
    }
    return new Query(values);
  }

  @Nullable String get(String name) {
    return parameters.get(name);
  }

  public String get(String name, String otherwise) {
    return parameters.getOrDefault(name, otherwise);
  }

  /** Whether a list is present; an empty one is the bare name. */
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
