package io.quartermaster.iamprovisioner.decision.policy;

import java.util.List;
import java.util.Map;

/** A JSON value as a policy comparison needs it; numbers and literals only as what they are not. */
sealed interface Json {

  record Text(String value) implements Json {}

  record Items(List<Json> values) implements Json {
    public Items {
      values = List.copyOf(values);
    }
  }

  record Members(Map<String, Json> values) implements Json {
    public Members {
      values = Map.copyOf(values);
    }
  }

  /** A number, a boolean or null: nowhere allowed in our documents. */
  record Other(String literal) implements Json {}

  /** The value as a JSON string literal. */
  static String quote(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
