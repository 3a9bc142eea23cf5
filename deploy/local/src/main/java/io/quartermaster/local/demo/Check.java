package io.quartermaster.local.demo;

/**
 * Something of the end state that was looked at.
 *
 * @param area which system it is in
 * @param what the procedure's demand
 * @param found what is there
 */
public record Check(String area, String what, boolean passed, String found) {

  static Check of(String area, String what, Object wanted, Object found) {
    return new Check(area, what, wanted.equals(found), String.valueOf(found));
  }
}
