package io.quartermaster.local.demo;

/**
 * One checked property of the end state.
 *
 * @param area which system it is in
 * @param what the requirement
 * @param found the actual value
 */
public record Check(String area, String what, boolean passed, String found) {

  static Check of(String area, String what, Object expected, Object found) {
    return new Check(area, what, expected.equals(found), String.valueOf(found));
  }
}
