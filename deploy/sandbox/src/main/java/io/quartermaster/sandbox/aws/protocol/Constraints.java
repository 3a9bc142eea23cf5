package io.quartermaster.sandbox.aws.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects violations of the service model's constraints; AWS reports all of them at once. */
public final class Constraints {

  /** Length and characters of a text member. */
  public record Shape(int min, int max, @Nullable Pattern pattern) {
    public static Shape of(int min, int max, String regex) {
      return new Shape(min, max, Pattern.compile(regex));
    }
  }

  public static final Shape ROLE_NAME = Shape.of(1, 64, "[\\w+=,.@-]+");
  public static final Shape POLICY_NAME = Shape.of(1, 128, "[\\w+=,.@-]+");
  public static final Shape PATH = Shape.of(1, 512, "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)");
  public static final Shape DOCUMENT =
      Shape.of(1, 131072, "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
  public static final Shape DESCRIPTION =
      Shape.of(0, 1000, "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*");
  public static final Shape ARN = new Shape(20, 2048, null);
  public static final Shape URL = new Shape(1, 255, null);
  public static final Shape CLIENT_ID = new Shape(1, 255, null);
  public static final Shape THUMBPRINT = new Shape(40, 40, null);
  public static final Shape TAG_KEY = Shape.of(1, 128, "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
  public static final Shape TAG_VALUE = Shape.of(0, 256, "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
  public static final Shape MARKER = Shape.of(1, 320, "[\\u0020-\\u00FF]+");
  private static final int MAXIMUM_TAGS = 50;

  private final Query query;
  private final List<String> violations = new ArrayList<>();

  public Constraints(Query query) {
    this.query = query;
  }

  public String required(String member, Shape shape) {
    String value = query.get(member);
    return value == null ? missing(camel(member)) : check(camel(member), value, shape);
  }

  public @Nullable String optional(String member, Shape shape) {
    String value = query.get(member);
    return value == null ? null : check(camel(member), value, shape);
  }

  public String optional(String member, Shape shape, String otherwise) {
    String value = optional(member, shape);
    return value == null ? otherwise : value;
  }

  public int number(String member, int min, int max, int otherwise) {
    String value = query.get(member);
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("-?\\d{1,9}")) {
      throw new AwsRefusal(400, "MalformedInput", "Invalid Argument");
    }
    int number = Integer.parseInt(value);
    if (number < min) {
      violate(camel(member), value, "Member must have value greater than or equal to " + min);
    }
    if (number > max) {
      violate(camel(member), value, "Member must have value less than or equal to " + max);
    }
    return number;
  }

  public List<String> list(String member, Shape shape) {
    List<String> values = query.list(member);
    for (int i = 0; i < values.size(); i++) {
      check(camel(member) + "." + (i + 1) + ".member", values.get(i), shape);
    }
    return values;
  }

  /** The keys to remove; the list must be present, and may be empty. */
  public List<String> requiredTagKeys() {
    if (!query.hasList("TagKeys")) {
      missing("tagKeys");
    }
    List<String> keys = list("TagKeys", TAG_KEY);
    limit("tagKeys", keys);
    return keys;
  }

  public List<Tag> requiredTags() {
    if (!query.hasList("Tags")) {
      missing("tags");
    }
    return tags();
  }

  public List<Tag> tags() {
    List<Tag> tags = new ArrayList<>();
    for (String member : query.members("Tags")) {
      String where = "tags." + (tags.size() + 1) + ".member.";
      tags.add(
          new Tag(
              part(member + ".Key", where + "key", TAG_KEY),
              part(member + ".Value", where + "value", TAG_VALUE)));
    }
    limit("tags", tags);
    return tags;
  }

  private String part(String name, String where, Shape shape) {
    String value = query.get(name);
    return value == null ? missing(where) : check(where, value, shape);
  }

  private void limit(String where, List<?> items) {
    if (items.size() > MAXIMUM_TAGS) {
      violate(
          where,
          items.size() + " items",
          "Member must have length less than or equal to " + MAXIMUM_TAGS);
    }
  }

  /** Refuses the call if there is a violation. */
  public void verify() {
    if (!violations.isEmpty()) {
      throw AwsRefusal.validation(
          violations.size()
              + (violations.size() == 1 ? " validation error" : " validation errors")
              + " detected: "
              + String.join("; ", violations));
    }
  }

  private String check(String where, String value, Shape shape) {
    if (value.length() < shape.min()) {
      violate(where, value, "Member must have length greater than or equal to " + shape.min());
    }
    if (value.length() > shape.max()) {
      violate(where, value, "Member must have length less than or equal to " + shape.max());
    }
    Pattern pattern = shape.pattern();
    if (pattern != null && value.length() >= shape.min() && !pattern.matcher(value).matches()) {
      violate(where, value, "Member must satisfy regular expression pattern: " + pattern);
    }
    return value;
  }

  private String missing(String where) {
    violations.add(
        "Value null at '" + where + "' failed to satisfy constraint: Member must not be null");
    return "";
  }

  private void violate(String where, String value, String rule) {
    violations.add(
        "Value '" + value + "' at '" + where + "' failed to satisfy constraint: " + rule);
  }

  private static String camel(String member) {
    return Character.toLowerCase(member.charAt(0)) + member.substring(1);
  }
}
