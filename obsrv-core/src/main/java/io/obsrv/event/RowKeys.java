package io.obsrv.event;

import io.obsrv.schema.KeyText;
import io.obsrv.schema.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the keys of rows that are stored, for a version with another key than the one before, and
 * tells what contradicts it: where there is one row per key, a row without one, or two of one.
 * Confined to one thread.
 */
public final class RowKeys {
  private final Layout layout;
  private final List<Integer> indexes;
  private final Set<String> seen = new HashSet<>();

  /**
   * For the rows of a version.
   *
   * @param layout the version
   */
  public RowKeys(Layout layout) {
    this.layout = layout;
    this.indexes =
        layout.definition().key().stream().map(layout.definition().schema()::indexOf).toList();
  }

  /**
   * The key of a row.
   *
   * @param row a row of the version
   * @return the key; empty if one of its values is null, or there is no key
   */
  public Optional<String> key(Row row) {
    List<Object> values = new ArrayList<>(indexes.size());
    for (int index : indexes) {
      Object value = row.value(index);
      if (value == null) {
        return Optional.empty();
      }
      values.add(value);
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(KeyText.of(values));
  }

  /**
   * Looks at a row.
   *
   * @param row a row of the version
   * @param contradictions is told if there cannot be such a row
   */
  public void check(StoredRow row, Contradictions contradictions) {
    if (!layout.upserts()) {
      return;
    }
    Optional<String> key = key(row.row());
    if (key.isEmpty()) {
      contradictions.add("key", row, "has no value, must have one");
    } else if (!seen.add(key.get())) {
      contradictions.add("key", row, "has the key of another row, " + key.get());
    }
  }
}
