package io.obsrv.pipeline;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Candidate;
import io.obsrv.event.Stage;
import io.obsrv.schema.Column;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.KeyText;
import io.obsrv.schema.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The third stage: finds a record's key. Whether the key is known is decided by the commit, which
 * alone can be exact. Immutable.
 */
final class Deduplicate {
  private final List<Column> columns;
  private final int[] indexes;

  Deduplicate(DatasetDefinition definition) {
    indexes = definition.key().stream().mapToInt(definition.schema()::indexOf).toArray();
    columns = definition.schema().columns();
  }

  Candidate candidate(int index, ReadRow read, int bytes) throws RejectedException {
    Optional<String> key = indexes.length == 0 ? Optional.empty() : Optional.of(key(read.row()));
    Optional<String> extra = Optional.ofNullable(read.extra()).map(JsonText::write);
    return new Candidate(index, read.row(), key, extra, bytes);
  }

  private String key(Row row) throws RejectedException {
    List<@Nullable Object> values = new ArrayList<>(indexes.length);
    for (int index : indexes) {
      Object value = row.value(index);
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
