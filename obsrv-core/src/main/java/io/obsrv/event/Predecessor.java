package io.obsrv.event;

import io.obsrv.dataset.DatasetDefinition;
import java.util.List;
import java.util.Optional;

/**
 * The version that was published before another.
 *
 * @param definition what was declared in it
 * @param columns the columns of its schema and where they are stored
 */
public record Predecessor(DatasetDefinition definition, List<StoredColumn> columns) {
  /** Copies the list. */
  public Predecessor {
    columns = List.copyOf(columns);
  }

  /** Where the values of the key are stored. */
  List<String> keyPlaces() {
    return places(columns, definition.key());
  }

  /** Where the time of records is stored. */
  List<String> timePlace() {
    return places(columns, definition.time().stream().toList());
  }

  static List<String> places(List<StoredColumn> columns, List<String> names) {
    return names.stream().map(name -> find(columns, name)).flatMap(Optional::stream).toList();
  }

  private static Optional<String> find(List<StoredColumn> columns, String name) {
    return columns.stream()
        .filter(stored -> stored.column().name().equals(name))
        .map(StoredColumn::place)
        .findFirst();
  }
}
