package io.quartermaster.iamprovisioner.decision.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Reads JSON and nothing but JSON. Own, because the common readers keep the last of two equal keys,
 * and a second {@code Condition} in a trust policy is exactly what must not go unnoticed.
 *
 * <p>Failure semantics: {@link MalformedJsonException} for anything that RFC 8259 does not allow,
 * for a repeated key and for nesting that no policy has.
 */
final class JsonReader {
  private static final int DEEPEST = 16;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  static Json read(String text) {
    JsonReader reader = new JsonReader(text);
    Json value = reader.value(0);
    reader.skipBlanks();
    if (reader.at != text.length()) {
      throw new MalformedJsonException("text after the end");
    }
    return value;
  }

  private Json value(int depth) {
    if (depth > DEEPEST) {
      throw new MalformedJsonException("nested too deeply");
    }
    skipBlanks();
    return switch (peek()) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> new Json.Text(string());
      default -> new Json.Other(literal());
    };
  }

  private Json members(int depth) {
    Map<String, Json> members = new LinkedHashMap<>();
    at++;
    skipBlanks();
    if (takeIf('}')) {
      return new Json.Members(members);
    }
    do {
      skipBlanks();
      String key = string();
      skipBlanks();
      take(':');
      if (members.put(key, value(depth + 1)) != null) {
        throw new MalformedJsonException("a key twice");
      }
      skipBlanks();
    } while (takeIf(','));
    take('}');
    return new Json.Members(members);
  }

  private Json items(int depth) {
    List<Json> items = new ArrayList<>();
    at++;
    skipBlanks();
    if (takeIf(']')) {
      return new Json.Items(items);
    }
    do {
      items.add(value(depth + 1));
      skipBlanks();
    } while (takeIf(','));
    take(']');
    return new Json.Items(items);
  }

  private String string() {
    take('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw new MalformedJsonException("a control character in a string");
      }
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> codeUnit();
      default -> throw new MalformedJsonException("an unknown escape");
    };
  }

  private char codeUnit() {
    if (at + 4 > text.length()
        || !text.substring(at, at + 4).chars().allMatch(JsonReader::isHexDigit)) {
      throw new MalformedJsonException("a broken escape");
    }
    char unit = (char) Integer.parseInt(text, at, at + 4, 16);
    at += 4;
    return unit;
  }

  private static boolean isHexDigit(int c) {
    return c < 128 && Character.digit(c, 16) >= 0;
  }

  private String literal() {
    int start = at;
    IntPredicate inLiteral = c -> Character.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0;
    while (at < text.length() && inLiteral.test(text.charAt(at))) {
      at++;
    }
    String literal = text.substring(start, at);
    if (!literal.matches("true|false|null|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
      throw new MalformedJsonException("no JSON value");
    }
    return literal;
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw new MalformedJsonException("the text ends early");
    }
    return text.charAt(at);
  }

  private void take(char wanted) {
    if (!takeIf(wanted)) {
      throw new MalformedJsonException("'" + wanted + "' expected");
    }
  }

  private boolean takeIf(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  /** Not JSON, or not unambiguous JSON. */
  static final class MalformedJsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String problem) {
      super("Malformed JSON: " + problem);
    }
  }
}
