package io.obsrv.lifecycle;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.error.Problems;
import java.util.List;

/** What no version can change of the one before, however its rows are brought along. */
final class CompatibilityCheck {
  private CompatibilityCheck() {}

  static void check(DatasetVersion live, DatasetVersion draft, Problems problems) {
    DatasetDefinition before = live.definition();
    DatasetDefinition next = draft.definition();
    if (next.kind() != before.kind()) {
      problems.add(
          "kind",
          "is %s, but %s in the live version %d, and must stay so: what is stored was kept as that"
              .formatted(next.kind(), before.kind(), live.number()));
    }
    List<String> transformed =
        next.key().stream()
            .filter(
                column ->
                    before.transformations().stream()
                        .anyMatch(t -> t.operation().column().equals(column)))
            .toList();
    if (!next.key().equals(before.key()) && !transformed.isEmpty()) {
      problems.add(
          "key",
          "has %s, which the live version %d changes before it is stored: keys are those of what arrives, and cannot be found again"
              .formatted(transformed, live.number()));
    }
  }
}
