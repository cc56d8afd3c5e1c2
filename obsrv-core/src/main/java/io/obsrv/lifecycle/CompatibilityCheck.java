package io.obsrv.lifecycle;

import io.obsrv.dataset.DatasetVersion;
import io.obsrv.error.Problems;
import io.obsrv.schema.Column;
import io.obsrv.schema.Precision;

/**
 * Whether the rows written under one version can be kept under the next: a column keeps its type.
 */
final class CompatibilityCheck {
  private CompatibilityCheck() {}

  static void check(DatasetVersion live, DatasetVersion draft, Problems problems) {
    if (draft.definition().kind() != live.definition().kind()) {
      problems.add(
          "kind",
          "is %s, but %s in the live version %d, and must stay so: what is stored was kept as that"
              .formatted(draft.definition().kind(), live.definition().kind(), live.number()));
    }
    if (!draft.definition().key().equals(live.definition().key())) {
      problems.add(
          "key",
          "is %s, but %s in the live version %d, and must stay so: what is stored was held against that"
              .formatted(draft.definition().key(), live.definition().key(), live.number()));
    }
    for (Column next : draft.definition().schema().columns()) {
      live.definition()
          .schema()
          .column(next.name())
          .filter(present -> !typeName(present).equals(typeName(next)))
          .ifPresent(
              present ->
                  problems
                      .under("schema")
                      .add(
                          next.name(),
                          "is %s, but %s in the live version %d, and must stay so; give a column of another type another name"
                              .formatted(typeName(next), typeName(present), live.number())));
    }
  }

  private static String typeName(Column column) {
    return column.type().label() + column.precision().map(CompatibilityCheck::digits).orElse("");
  }

  private static String digits(Precision precision) {
    return "(" + precision.precision() + ", " + precision.scale() + ")";
  }
}
