package io.quartermaster.membership.decision;

import java.util.Arrays;

/** What somebody chose for a scope, in GitLab's words. A project takes only on and off. */
public enum Choice {
  DEFAULT_ON("default_on"),
  DEFAULT_OFF("default_off"),
  NEVER_ON("never_on");

  private final String word;

  Choice(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /**
   * The choice of this word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Choice ofWord(String word) {
    return Arrays.stream(values())
        .filter(choice -> choice.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Not an availability: " + word));
  }
}
