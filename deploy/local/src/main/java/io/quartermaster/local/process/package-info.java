/**
 * Child processes of the local stack: started in a session of their own (so that Ctrl-C reaches
 * only us and we stop them in order), written down in a pid file (so that the next start finds what
 * a killed one left behind), and stopped by patience first and force later.
 */
@NullMarked
package io.quartermaster.local.process;

import org.jspecify.annotations.NullMarked;
