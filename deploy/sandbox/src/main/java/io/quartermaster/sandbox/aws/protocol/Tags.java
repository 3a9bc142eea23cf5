package io.quartermaster.sandbox.aws.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The rules of tag sets. Role tag keys ignore case; provider tag keys do not. */
public enum Tags {
  OF_ROLES(key -> key.toLowerCase(Locale.ROOT)),
  OF_PROVIDERS(UnaryOperator.identity());

  private static final int MAXIMUM = 50;

  private final UnaryOperator<String> identity;

  Tags(UnaryOperator<String> identity) {
    this.identity = identity;
  }

  /** Adds tags; a present key gets the new value. */
  public List<Tag> merge(List<Tag> present, List<Tag> added) {
    requireUnique(added);
    for (Tag tag : added) {
      if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
        throw AwsRefusal.invalidInput("Tag keys beginning with aws: are reserved for system use.");
      }
    }
    List<Tag> merged = without(present, added.stream().map(Tag::key).toList());
    merged.addAll(added);
    if (merged.size() > MAXIMUM) {
      throw AwsRefusal.limitExceeded("The number of tags has reached the maximum limit.");
    }
    return List.copyOf(merged);
  }

  /** Removes keys; a missing key is no error. */
  public List<Tag> without(List<Tag> present, List<String> keys) {
    Set<String> removed = new HashSet<>(keys.stream().map(identity).toList());
    return new ArrayList<>(
        present.stream().filter(tag -> !removed.contains(identity.apply(tag.key()))).toList());
  }

  private void requireUnique(List<Tag> tags) {
    Set<String> keys = new HashSet<>();
    for (Tag tag : tags) {
      if (!keys.add(identity.apply(tag.key()))) {
        throw AwsRefusal.invalidInput(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
    }
  }
}
