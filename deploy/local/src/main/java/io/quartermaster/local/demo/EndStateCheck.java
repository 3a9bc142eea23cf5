package io.quartermaster.local.demo;

import java.util.List;

/**
 * Checks one system. A system that cannot be read is a failed check, never an exception: the others
 * are still checked.
 */
interface EndStateCheck {
  List<Check> run();
}
