package io.quartermaster.sandbox.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need programs on the PATH. Without them they are skipped, and fail when the
 * environment variable {@code CI} is {@code true}: there, {@code deploy/test-tools} installs them.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ProgramsCondition.class)
public @interface RequiresPrograms {
  /** Their names, for example {@code ruby}; system programs such as {@code sshd} are found too. */
  String[] value();

  /** Libraries of Ruby, for example {@code mixlib/config}. */
  String[] rubyLibraries() default {};
}
