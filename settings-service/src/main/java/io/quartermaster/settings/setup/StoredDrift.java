package io.quartermaster.settings.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.contracts.Difference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Differences in one column, as JSON: they are only ever read and replaced together. */
@Converter
class StoredDrift implements AttributeConverter<List<Difference>, String> {

  /** A replica of a later version may have written more. */
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  @Override
  public String convertToDatabaseColumn(List<Difference> drift) {
    try {
      return JSON.writeValueAsString(drift);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts and booleans can always be written as JSON", e);
    }
  }

  @Override
  public List<Difference> convertToEntityAttribute(String stored) {
    try {
      return JSON.readValue(stored, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("setup_step.drift holds something that we did not write", e);
    }
  }
}
