package io.quartermaster.local.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads 90s, 15m, 8h, 2d, with a minus in front for the past. */
final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("(-?\\d{1,9})([smhd])");

  private static final Duration LONGEST = Duration.ofDays(3650);

  @Override
  public Duration convert(String value) {
    Matcher matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + value + "' is not a time such as 90s, 15m, 8h or 2d");
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration time = duration(amount, matcher.group(2));
    if (time.abs().compareTo(LONGEST) > 0) {
      throw new TypeConversionException(
          "'%s' is longer than %dd".formatted(value, LONGEST.toDays()));
    }
    return time;
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
