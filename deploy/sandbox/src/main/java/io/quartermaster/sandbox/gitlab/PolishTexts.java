package io.quartermaster.sandbox.gitlab;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Texts of refusals in Polish, for a token whose user has chosen that language. GitLab translates
 * what its models say, not the fixed texts of its API such as {@code 404 Not found}. The words are
 * ours: a client must not decide on any of them.
 */
final class PolishTexts {

  private static final Map<String, String> POLISH = new LinkedHashMap<>();

  static {
    POLISH.put(
        "should be greater than or equal to ([A-Za-z ]+) inherited membership from group ([^\"]*)",
        "musi być co najmniej takie jak $1, rola odziedziczona po grupie $2");
    POLISH.put("has already been taken", "jest już zajęta");
    POLISH.put("([^ \"]+) is a reserved name", "$1 jest nazwą zastrzeżoną");
    POLISH.put("Username", "Nazwa użytkownika");
    POLISH.put("can contain only letters, digits,[^\"]*", "zawiera niedozwolone znaki");
    POLISH.put("can't be blank", "nie może być puste");
    POLISH.put("cannot be a date in the past", "nie może być datą z przeszłości");
    POLISH.put("is not included in the list", "nie znajduje się na liście");
    POLISH.put("must be an absolute URI\\.", "musi być bezwzględnym adresem.");
    POLISH.put("must be a valid URI\\.", "musi być poprawnym adresem.");
    POLISH.put("is forbidden by the server\\.", "jest zabroniony przez serwer.");
    POLISH.put("doesn't match configured on the server\\.", "nie odpowiada ustawieniom serwera.");
  }

  private PolishTexts() {}

  /** The body with what GitLab translates in Polish. */
  static String translate(String body) {
    String translated = body;
    for (Map.Entry<String, String> text : POLISH.entrySet()) {
      translated = translated.replaceAll(text.getKey(), text.getValue());
    }
    return translated;
  }
}
