package io.quartermaster.local.demo;

import java.util.List;

/**
 * Looks into one system. What cannot be read is a check that did not pass, never an exception: the
 * other systems are still looked at.
 */
interface EndStateCheck {
  List<Check> run();
}
