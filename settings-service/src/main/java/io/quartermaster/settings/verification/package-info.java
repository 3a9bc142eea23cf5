/**
 * An administrator's wish that everybody looks now whether all is still as wanted. It changes no
 * setting: the wish is counted and told, and the set-up shows what came of it.
 */
@NullMarked
package io.quartermaster.settings.verification;

import org.jspecify.annotations.NullMarked;
