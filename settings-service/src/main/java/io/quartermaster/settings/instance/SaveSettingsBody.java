package io.quartermaster.settings.instance;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.aws.RoleArn.Parsed;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.GatewayEnvironment;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "SaveSettings", additionalProperties = Schema.False.class)
@JsonNaming(SnakeCaseStrategy.class)
@SaveSettingsBody.AutoReviewAllowed
record SaveSettingsBody(
    @JsonDeserialize(converter = RoleArnConverter.class)
        @Schema(
            implementation = String.class,
            pattern = RoleArn.FORM,
            description =
                "The IAM role. Keeps the saved role when omitted. Rejected below /aws-reserved/ and"
                    + " /aws-service-role/, where only AWS can change roles, and in the isolated"
                    + " partitions (aws-iso, aws-iso-b, aws-iso-e, aws-iso-f).",
            examples = "arn:aws:iam::123456789012:role/QDeveloperAccess")
        @Nullable RoleArn roleArn,
    @NotNull(message = "Required: one of default_on, default_off, never_on.")
        Availability availability,
    @Schema(description = "Requires availability default_on.", defaultValue = "false")
        boolean autoReviewEnabled,
    @Schema(
            description =
                "The environment of GitLab's AI gateway and identity provider. Keeps the saved"
                    + " environment when omitted; before the first save, the configured one.")
        @Nullable GatewayEnvironment gatewayEnvironment) {
  static final class RoleArnConverter extends StdConverter<String, RoleArn> {
    @Override
    public RoleArn convert(String text) {
      return switch (RoleArn.parse(text)) {
        case Parsed.Valid valid -> supported(valid.arn());
        case Parsed.Malformed malformed -> throw new IllegalArgumentException(malformed.reason());
      };
    }

    private static RoleArn supported(RoleArn arn) {
      arn.unsupported()
          .ifPresent(
              it -> {
                throw new IllegalArgumentException(it.cause() + " " + it.remedy());
              });
      return arn;
    }
  }

  /** Auto review requires that Amazon Q is on by default. */
  @Constraint(validatedBy = AutoReviewValidator.class)
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface AutoReviewAllowed {
    String message() default "Can be true only when availability is default_on.";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  /** Reports the violation at the field. */
  public static final class AutoReviewValidator
      implements ConstraintValidator<AutoReviewAllowed, SaveSettingsBody> {
    @Override
    public boolean isValid(SaveSettingsBody body, ConstraintValidatorContext context) {
      Availability availability = body.availability();
      if (!body.autoReviewEnabled()
          || availability == null
          || availability == Availability.DEFAULT_ON) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      context
          .buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
          .addPropertyNode("autoReviewEnabled")
          .addConstraintViolation();
      return false;
    }
  }
}
