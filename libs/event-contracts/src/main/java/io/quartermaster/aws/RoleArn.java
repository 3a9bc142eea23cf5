package io.quartermaster.aws;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an IAM role, by its parts. An instance can hold parts that AWS rejects, because an
 * event can carry them; {@link #problem()} names the first one.
 *
 * @param path begins and ends with a slash; a single slash when the role has no path
 */
public record RoleArn(String partition, String accountId, String path, String name) {

  private static final String ANY_PARTITION =
      "aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc";

  public static final List<String> PARTITIONS = List.of(ANY_PARTITION.split("\\|", -1));

  /** Matches exactly what {@link #parse} accepts; for API descriptions. */
  public static final String FORM =
      "^arn:(" + ANY_PARTITION + "):iam::[0-9]{12}:role/([!-~]{1,510}/)?[A-Za-z0-9_+=,.@-]{1,64}$";

  private static final String IDENTITY_CENTER = "/aws-reserved/";
  private static final String SERVICE_LINKED = "/aws-service-role/";
  private static final String ISOLATED = "aws-iso";
  private static final Pattern COLON = Pattern.compile(":");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern PATH = Pattern.compile("/|/[!-~]{1,510}/");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,64}");
  private static final Pattern ROLE = Pattern.compile("role(/.*?)([^/]*)", Pattern.DOTALL);
  private static final int MAX_LENGTH = 2048;
  private static final int ACCOUNT_DIGITS = 12;

  /** Parses an ARN; never throws. */
  public static Parsed parse(String text) {
    String[] parts = COLON.split(text, 6);
    if (text.length() > MAX_LENGTH || parts.length < 6 || !parts[0].equals("arn")) {
      return new Parsed.Malformed(
          "Must be the ARN of an IAM role, like arn:aws:iam::123456789012:role/QDeveloperAccess.");
    }
    if (!parts[2].equals("iam") || !parts[3].isEmpty()) {
      return new Parsed.Malformed(
          "Must be an IAM ARN, which has no region: arn:aws:iam::<account>:role/<name>.");
    }
    Matcher role = ROLE.matcher(parts[5]);
    if (!role.matches()) {
      return new Parsed.Malformed("Must name a role: role/<name> follows the account ID.");
    }
    RoleArn arn = new RoleArn(parts[1], parts[4], role.group(1), role.group(2));
    return arn.problem().<Parsed>map(Parsed.Malformed::new).orElseGet(() -> new Parsed.Valid(arn));
  }

  /**
   * Parses an ARN that was validated before, for example one that we stored.
   *
   * @throws IllegalArgumentException when it is malformed; the message has the reason
   */
  public static RoleArn of(String text) {
    return switch (parse(text)) {
      case Parsed.Valid valid -> valid.arn();
      case Parsed.Malformed malformed -> throw new IllegalArgumentException(malformed.reason());
    };
  }

  /** Why AWS would reject these parts, in one sentence; empty when it would not. */
  public Optional<String> problem() {
    if (!PARTITIONS.contains(partition)) {
      return Optional.of(
          "Must begin with arn: and an AWS partition, one of "
              + String.join(", ", PARTITIONS)
              + ".");
    }
    if (!DIGITS.matcher(accountId).matches()) {
      return Optional.of("The account ID must have exactly 12 digits; this one is not a number.");
    }
    if (accountId.length() != ACCOUNT_DIGITS) {
      return Optional.of(
          "The account ID must have exactly 12 digits; this one has " + accountId.length() + ".");
    }
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          "The role name must have 1 to 64 characters: letters, digits, and _+=,.@-.");
    }
    return PATH.matcher(path).matches()
        ? Optional.empty()
        : Optional.of(
            "The role path must begin and end with a slash and have at most 512 printable ASCII"
                + " characters.");
  }

  /** True when AWS answers every change of the role with {@code UnmodifiableEntity}. */
  public boolean isReserved() {
    return path.startsWith(IDENTITY_CENTER) || path.startsWith(SERVICE_LINKED);
  }

  /**
   * True in a partition without a connection to the internet, whose IAM can neither reach GitLab's
   * identity provider nor tag what it creates, and that has no Amazon Q.
   */
  public boolean isIsolated() {
    return partition.startsWith(ISOLATED);
  }

  /**
   * Why a well-formed ARN names no role that can be set up; empty when it does. Stored ARNs are not
   * checked again, so that what was set up can be taken down.
   */
  public Optional<Unsupported> unsupported() {
    if (path.startsWith(IDENTITY_CENTER)) {
      return Optional.of(
          Unsupported.role(
              "Roles below /aws-reserved/ belong to IAM Identity Center; only AWS can change them."));
    }
    if (path.startsWith(SERVICE_LINKED)) {
      return Optional.of(
          Unsupported.role(
              "Roles below /aws-service-role/ are service-linked roles; only AWS can change them."));
    }
    return isIsolated()
        ? Optional.of(
            new Unsupported(
                "Amazon Q is not available in the isolated partition "
                    + partition
                    + ", which cannot reach GitLab's identity provider.",
                "Use a role in an account of another partition."))
        : Optional.empty();
  }

  /** True for the same account; account IDs are unique within a partition only. */
  public boolean sameAccountAs(RoleArn other) {
    return partition.equals(other.partition) && accountId.equals(other.accountId);
  }

  /** Equal for ARNs of the same role: IAM ignores letter case and path in role names. */
  public String identity() {
    return partition + ":" + accountId + ":" + name.toLowerCase(Locale.ROOT);
  }

  /** The ARN. */
  public String text() {
    return "arn:" + partition + ":iam::" + accountId + ":role" + path + name;
  }

  @Override
  public String toString() {
    return text();
  }

  /** A role that cannot be set up; both are sentences for the administrator. */
  public record Unsupported(String cause, String remedy) {

    private static Unsupported role(String cause) {
      return new Unsupported(
          cause, "Use another role, or the ARN of a role that does not exist yet.");
    }
  }

  /** The result of {@link #parse}. */
  public sealed interface Parsed {
    /** The ARN of a role. */
    record Valid(RoleArn arn) implements Parsed {}

    /** Not the ARN of a role; the reason is one sentence for the administrator. */
    record Malformed(String reason) implements Parsed {}
  }
}
