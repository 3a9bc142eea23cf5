package io.quartermaster.local.command;

import io.quartermaster.aws.RoleArn;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the values of options. A value that cannot work is wrong usage: the message says what is
 * wrong and what to write, and it never repeats a URL, which could contain a password.
 */
final class OptionValues {
  static final int LOWEST_PORT = 1024;
  static final int HIGHEST_PORT = 65_535;

  private static final int LARGEST_COUNT = 200_000;
  private static final int LONGEST_NAME = 200;

  private OptionValues() {}

  /** A TCP port that needs no privileges. */
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return number(value, LOWEST_PORT, HIGHEST_PORT, "a port");
    }
  }

  /** The first of the HTTP ports, with room for those derived from it. */
  static final class BasePort implements ITypeConverter<Integer> {
    private static final int LARGEST_OFFSET = 13;

    @Override
    public Integer convert(String value) {
      return number(value, LOWEST_PORT, HIGHEST_PORT - LARGEST_OFFSET, "a port");
    }
  }

  /** How many groups or projects. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return number(value, 0, LARGEST_COUNT, "a number");
    }
  }

  private static int number(String value, int lowest, int highest, String what) {
    boolean fits = value.matches("\\d{1,9}");
    int number = fits ? Integer.parseInt(value) : -1;
    if (number < lowest || number > highest) {
      throw new TypeConversionException(
          "'%s' is not %s from %d to %d".formatted(value, what, lowest, highest));
    }
    return number;
  }

  /** The ARN of an IAM role that can be set up. */
  static final class Role implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      switch (RoleArn.parse(value)) {
        case RoleArn.Parsed.Valid(RoleArn role) ->
            role.unsupported()
                .ifPresent(
                    it -> {
                      throw new TypeConversionException(it.cause() + " " + it.remedy());
                    });
        case RoleArn.Parsed.Malformed(String reason) ->
            throw new TypeConversionException("'%s' is no role ARN. %s".formatted(value, reason));
      }
      return value;
    }
  }

  /** A claim of a token. */
  static final class Name implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (value.isBlank()) {
        throw new TypeConversionException("the value is empty");
      }
      if (value.length() > LONGEST_NAME) {
        throw new TypeConversionException("longer than " + LONGEST_NAME + " characters");
      }
      if (value.chars().anyMatch(Character::isISOControl)) {
        throw new TypeConversionException("it contains a control character");
      }
      return value;
    }
  }

  /** The URL of a server that receives a credential: what the services themselves accept. */
  static final class Endpoint implements ITypeConverter<URI> {
    private static final String EXAMPLE =
        "; give an https:// URL like https://gitlab.example.com, or http:// to a loopback address";

    @Override
    public URI convert(String value) {
      URI url = parse(value);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("https") && !scheme.equals("http")) {
        throw wrong("not an absolute URL");
      }
      if (url.getRawUserInfo() != null) {
        throw wrong("it contains user information; credentials come from the environment");
      }
      if (url.getRawQuery() != null || url.getRawFragment() != null) {
        throw wrong("it contains a query or a fragment");
      }
      if (url.getHost() == null) {
        throw wrong("it names no valid host");
      }
      if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
        throw wrong("its port is not from 1 to " + HIGHEST_PORT);
      }
      if (scheme.equals("http") && !isLoopback(url.getHost())) {
        throw wrong("http is allowed only to a loopback address");
      }
      return url;
    }

    private static URI parse(String value) {
      try {
        return new URI(value);
      } catch (URISyntaxException e) {
        throw wrong("not a URL: " + e.getReason().toLowerCase(Locale.ROOT));
      }
    }

    private static boolean isLoopback(String host) {
      return host.equalsIgnoreCase("localhost")
          || host.equals("[::1]")
          || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static TypeConversionException wrong(String reason) {
      return new TypeConversionException(reason + EXAMPLE);
    }
  }
}
