package io.obsrv.pipeline;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.Problems;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Stage;
import io.obsrv.schema.Column;
import io.obsrv.schema.KeyText;
import io.obsrv.schema.Row;
import io.obsrv.table.CompiledCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The third stage: finds a record's key, and whether it deletes the row of that key. Whether the
 * key is known is decided by the commit, which alone can be exact. Immutable.
 */
final class Deduplicate {
  private final List<Column> columns;
  private final int[] indexes;
  private final Predicate<Row> tombstone;

  Deduplicate(DatasetDefinition definition) {
    indexes = definition.key().stream().mapToInt(definition.schema()::indexOf).toArray();
    columns = definition.schema().columns();
    tombstone =
        definition
            .tombstone()
            .map(new CompiledCondition(columns, new Problems())::compile)
            .orElse(row -> false);
  }

  void apply(Draft draft) throws RejectedException {
    if (indexes.length > 0) {
      draft.key(key(draft));
    }
    if (tombstone.test(draft.row())) {
      draft.remove();
    }
  }

  private String key(Draft draft) throws RejectedException {
    List<@Nullable Object> values = new ArrayList<>(indexes.length);
    for (int index : indexes) {
      Object value = draft.value(index);
      if (value == null) {
        throw new RejectedException(
            Stage.DEDUPLICATE,
            RejectionCode.MISSING_KEY,
            columns.get(index).pointer(),
            "field '" + columns.get(index).name() + "' of the key is missing");
      }
      values.add(value);
    }
    return KeyText.of(values);
  }
}
