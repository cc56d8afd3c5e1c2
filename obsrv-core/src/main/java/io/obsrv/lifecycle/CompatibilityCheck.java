package io.obsrv.lifecycle;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionChange;
import io.obsrv.dataset.DefinitionDiff;
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
    List<String> others =
        DefinitionDiff.between(before, next).stream()
            .map(DefinitionChange::path)
            .filter(path -> !path.equals("location"))
            .toList();
    if (!next.location().equals(before.location()) && !others.isEmpty()) {
      problems.add(
          "location",
          "is '%s', but '%s' in the live version %d, and %s changed as well: a version that moves rows must change nothing else, publish one after the other"
              .formatted(
                  next.location(),
                  before.location(),
                  live.number(),
                  String.join(", ", others) + (others.size() == 1 ? " is" : " are")));
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
