package io.obsrv.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns stored rows into entries of a dump and back.
 *
 * @param columns all stored columns, in the order of the rows' values
 */
public record ArchiveRows(List<StoredColumn> columns) {
  /** Copies the list. */
  public ArchiveRows {
    columns = List.copyOf(columns);
  }

  /**
   * The columns as entries.
   *
   * @return one for each, in their order
   */
  public List<ArchiveEntry> places() {
    return columns.stream().map(ArchiveRows::place).toList();
  }

  private static ArchiveEntry place(StoredColumn stored) {
    return new ArchiveEntry.PlacedColumn(
        stored.place(), stored.column().type(), stored.column().precision());
  }

  /**
   * The column of an entry.
   *
   * @param entry the entry
   * @return a column that has its place for a name
   */
  static StoredColumn column(ArchiveEntry.PlacedColumn entry) {
    Column column = Column.of(entry.place(), entry.type());
    return StoredColumn.of(
        new Column(
            column.name(),
            column.path(),
            column.type(),
            entry.precision(),
            column.timeFormat(),
            false));
  }

  /**
   * A row as an entry.
   *
   * @param row the row
   * @return the entry
   */
  public ArchiveEntry.Row entry(StoredRow row) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      JsonNode value = ArchiveValues.write(columns.get(i).column(), row.row().value(i));
      if (!value.isNull()) {
        values.put(columns.get(i).place(), value);
      }
    }
    return new ArchiveEntry.Row(
        row.sequence(), row.receivedAt(), row.version(), row.source(), row.extra(), values);
  }

  /**
   * The row of an entry.
   *
   * @param entry the entry
   * @return the row
   * @throws InvalidException if it has a value that no column can hold
   */
  public StoredRow row(ArchiveEntry.Row entry) {
    refuseOthers(entry);
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode json = entry.values().get(columns.get(i).place());
      values[i] =
          json == null ? null : ArchiveValues.read(entry.part(), columns.get(i).column(), json);
    }
    return new StoredRow(
        entry.sequence(),
        entry.receivedAt(),
        entry.version(),
        entry.source(),
        new Row(values),
        entry.extra());
  }

  private void refuseOthers(ArchiveEntry.Row entry) {
    Set<String> places = columns.stream().map(StoredColumn::place).collect(Collectors.toSet());
    Optional<String> unknown =
        entry.values().keySet().stream().filter(place -> !places.contains(place)).findFirst();
    if (unknown.isPresent()) {
      throw new InvalidException(
          "Row " + entry.sequence() + " cannot be restored",
          List.of(new Problem(unknown.get(), "is no stored column")));
    }
  }
}
