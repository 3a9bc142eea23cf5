package io.quartermaster.settings.instance;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quartermaster.settings.request.JsonObjectReader;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a disconnect, free of faults. */
@Schema(name = "Disconnect")
@JsonNaming(SnakeCaseStrategy.class)
record DisconnectBody(
    @Schema(
            description = "Role and identity provider go too, as far as they carry our tags.",
            defaultValue = "false")
        boolean deleteIamResources) {

  /** Reads the body; throws a problem that names every fault. */
  static DisconnectBody parse(InputStream body) {
    JsonObjectReader reader = JsonObjectReader.parse(body);
    boolean delete = reader.flag("delete_iam_resources", false);
    reader.finish();
    return new DisconnectBody(delete);
  }
}
