package io.obsrv.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.event.Stage;
import io.obsrv.policy.ValidationMode;
import io.obsrv.schema.Schema;
import io.obsrv.schema.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** The second stage: from a JSON object to typed values. Immutable. */
final class Validate {
  private final Schema schema;
  private final ValidationMode mode;

  Validate(Schema schema, ValidationMode mode) {
    this.schema = schema;
    this.mode = mode;
  }

  /** With what it lacks, as far as older names and defaults of the version give it. */
  JsonNode complete(JsonNode record) {
    return schema.completed(record);
  }

  ReadRow apply(JsonNode record) throws RejectedException {
    List<Violation> violations = schema.violations(record);
    if (!violations.isEmpty()) {
      throw rejected(violations);
    }
    RowReader reader = new RowReader(schema, mode);
    return reader.read(record);
  }

  private static RejectedException rejected(List<Violation> violations) {
    Violation first = violations.get(0);
    String others =
        violations.stream()
            .skip(1)
            .map(violation -> violation.path() + " " + violation.message())
            .collect(Collectors.joining("; "));
    String message = others.isEmpty() ? first.message() : first.message() + "; also: " + others;
    return new RejectedException(Stage.VALIDATE, first.code(), first.path(), message);
  }
}
