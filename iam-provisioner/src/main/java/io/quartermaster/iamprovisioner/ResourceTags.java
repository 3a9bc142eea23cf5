package io.quartermaster.iamprovisioner;

import io.quartermaster.iamprovisioner.decision.TagLimits;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;

/**
 * Tags that AWS accepts in addition to the ownership tag: one bad tag fails a whole create call.
 */
@Constraint(validatedBy = ResourceTags.Validator.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ResourceTags {
  String message() default "must be tags that AWS accepts";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Names the key and the rule, never the value. */
  final class Validator implements ConstraintValidator<ResourceTags, Map<String, String>> {
    @Override
    public boolean isValid(Map<String, String> tags, ConstraintValidatorContext context) {
      return TagLimits.violation(tags)
          .map(
              violation -> {
                context.disableDefaultConstraintViolation();
                // Escaped, because a key could contain an expression of the message language.
                context
                    .buildConstraintViolationWithTemplate(violation.replaceAll("[{}$\\\\]", "?"))
                    .addConstraintViolation();
                return false;
              })
          .orElse(true);
    }
  }
}
