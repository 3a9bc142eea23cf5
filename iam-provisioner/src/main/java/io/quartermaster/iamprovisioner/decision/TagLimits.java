package io.quartermaster.iamprovisioner.decision;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What AWS demands of the tags of a role or provider, and that they do not replace ours. */
public final class TagLimits {
  /** AWS allows 50; one is the ownership tag. */
  static final int MAX_TAGS = 49;

  private static final String CHARACTERS = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
  private static final Pattern KEY = Pattern.compile(CHARACTERS + "{1,128}");
  private static final Pattern VALUE = Pattern.compile(CHARACTERS + "{0,256}");

  private TagLimits() {}

  /** The first violation, as the end of a sentence that begins with the name of the setting. */
  public static Optional<String> violation(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      return Optional.of(
          "must have at most %d tags, because AWS allows 50 with the ownership tag; there are %d"
              .formatted(MAX_TAGS, tags.size()));
    }
    Set<String> keys = new HashSet<>();
    for (Map.Entry<String, String> tag : new TreeMap<>(tags).entrySet()) {
      String key = tag.getKey();
      String lowerCase = key.toLowerCase(Locale.ROOT);
      if (!KEY.matcher(key).matches()) {
        return Optional.of(
            "must have keys of 1 to 128 letters, digits, blanks and _.:/=+-@, unlike \"%s\""
                .formatted(key));
      }
      if (lowerCase.startsWith("aws:")) {
        return Optional.of(
            "must not have the key \"%s\": AWS reserves the prefix aws:".formatted(key));
      }
      if (lowerCase.startsWith("quartermaster:")) {
        return Optional.of(
            "must not have the key \"%s\": Quartermaster reserves the prefix quartermaster:"
                .formatted(key));
      }
      if (!keys.add(lowerCase)) {
        return Optional.of(
            "must not have the key \"%s\" in two letter cases, which AWS does not tell apart on roles"
                .formatted(key));
      }
      if (!VALUE.matcher(tag.getValue()).matches()) {
        return Optional.of(
            "must have values of at most 256 letters, digits, blanks and _.:/=+-@, unlike the one of \"%s\""
                .formatted(key));
      }
    }
    return Optional.empty();
  }
}
