package io.quartermaster.settings.instance;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an IAM role, with its parts.
 *
 * @param path begins and ends with a slash; a single slash when the role has no path
 */
public record RoleArn(String partition, String accountId, String path, String name) {

  static final List<String> PARTITIONS =
      List.of(
          "aws",
          "aws-cn",
          "aws-us-gov",
          "aws-iso",
          "aws-iso-b",
          "aws-iso-e",
          "aws-iso-f",
          "aws-eusc");

  /** All that {@link #parse} takes and nothing else, for the description of the API. */
  static final String FORM =
      "^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):iam::[0-9]{12}"
          + ":role/([!-\\x7F]{1,510}/)?[A-Za-z0-9_+=,.@-]{1,64}$";

  private static final int LONGEST = 2048;
  private static final int LONGEST_PATH = 512;
  private static final Pattern COLON = Pattern.compile(":");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern PATH = Pattern.compile("/|/[!-\\x7F]+/");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,64}");
  private static final Pattern ROLE = Pattern.compile("role(/.*?)([^/]*)", Pattern.DOTALL);

  /** Reads an ARN; the answer to a bad one says what is wrong with it. */
  static Parsed parse(String text) {
    String[] parts = COLON.split(text, 6);
    if (text.length() > LONGEST || parts.length < 6 || !parts[0].equals("arn")) {
      return new Parsed.Malformed(
          "Must be the ARN of an IAM role, like arn:aws:iam::123456789012:role/QDeveloperAccess.");
    }
    if (!PARTITIONS.contains(parts[1])) {
      return new Parsed.Malformed(
          "Must begin with arn: and an AWS partition: one of "
              + String.join(", ", PARTITIONS)
              + ".");
    }
    if (!parts[2].equals("iam") || !parts[3].isEmpty()) {
      return new Parsed.Malformed(
          "Must be an ARN of IAM, which has no region: arn:"
              + parts[1]
              + ":iam::<account>:role/<name>.");
    }
    if (!ACCOUNT.matcher(parts[4]).matches()) {
      return new Parsed.Malformed(accountWords(parts[4]));
    }
    return parseRole(parts[1], parts[4], parts[5]);
  }

  private static Parsed parseRole(String partition, String account, String resource) {
    Matcher role = ROLE.matcher(resource);
    if (!role.matches()) {
      return new Parsed.Malformed("Must name a role: after the account comes role/<name>.");
    }
    if (!NAME.matcher(role.group(2)).matches()) {
      return new Parsed.Malformed(
          "The name of the role must have 1 to 64 letters, digits and characters of _+=,.@- only.");
    }
    String path = role.group(1);
    if (path.length() > LONGEST_PATH || !PATH.matcher(path).matches()) {
      return new Parsed.Malformed(
          "The path of the role must have at most 512 printable ASCII characters between slashes.");
    }
    return new Parsed.Valid(new RoleArn(partition, account, path, role.group(2)));
  }

  private static String accountWords(String account) {
    String seen =
        DIGITS.matcher(account).matches()
            ? "this one has " + account.length()
            : "this one is not a number";
    return "The account id in the ARN must have exactly 12 digits: " + seen + ".";
  }

  /** Account ids are unique within a partition only. */
  boolean sameAccountAs(RoleArn other) {
    return partition.equals(other.partition) && accountId.equals(other.accountId);
  }

  @Override
  public String toString() {
    return "arn:" + partition + ":iam::" + accountId + ":role" + path + name;
  }

  /** What a text turned out to be. */
  sealed interface Parsed {
    /** An ARN of a role. */
    record Valid(RoleArn arn) implements Parsed {}

    /** Not an ARN of a role; the sentence says what is wrong and what would be right. */
    record Malformed(String reason) implements Parsed {}
  }
}
