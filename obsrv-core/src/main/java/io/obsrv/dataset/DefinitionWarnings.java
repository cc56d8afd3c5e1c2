package io.obsrv.dataset;

import io.obsrv.error.Problem;
import io.obsrv.policy.Transformation;
import io.obsrv.schema.Column;
import java.util.List;

/** What who reviews a definition should know, although nothing is wrong with it. */
public final class DefinitionWarnings {
  private DefinitionWarnings() {}

  /**
   * The columns about a person that are stored as they come, at least for some records.
   *
   * @param definition the definition
   * @return what to look at, each with its path within the definition
   */
  public static List<Problem> of(DatasetDefinition definition) {
    return definition.schema().piiColumns().stream()
        .filter(column -> !isHidden(column, definition))
        .map(DefinitionWarnings::bare)
        .toList();
  }

  private static Problem bare(Column column) {
    return new Problem(
        "schema/" + String.join("/", column.path()),
        "is about a person (x-pii), and no transformation masks, encrypts or tokenises column '%s' of every record"
            .formatted(column.name()));
  }

  private static boolean isHidden(Column column, DatasetDefinition definition) {
    return definition.transformations().stream()
        .filter(each -> each.when().isEmpty())
        .map(Transformation::operation)
        .filter(operation -> hides(operation))
        .anyMatch(operation -> operation.column().equals(column.name()));
  }

  private static boolean hides(Transformation.Operation operation) {
    return !(operation instanceof Transformation.Jsonata);
  }
}
