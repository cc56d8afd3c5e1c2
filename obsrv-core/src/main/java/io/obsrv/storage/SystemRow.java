package io.obsrv.storage;

import io.obsrv.event.StoredRow;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored row as queries see it: the columns of the schema, and behind them those of the library.
 */
final class SystemRow {
  private SystemRow() {}

  static Row of(StoredRow stored) {
    List<@Nullable Object> values = new ArrayList<>(stored.row().values());
    values.add(stored.sequence());
    values.add(stored.receivedAt());
    values.add((long) stored.version());
    values.add(stored.source());
    values.add(stored.extra().map(JsonText::parse).orElse(null));
    return new Row(values.toArray());
  }
}
