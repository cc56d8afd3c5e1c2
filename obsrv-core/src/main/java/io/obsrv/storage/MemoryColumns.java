package io.obsrv.storage;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.Problem;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredColumn;
import io.obsrv.event.StoredColumns;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of all versions of a dataset, and where their values are in its rows. A column is
 * added behind the others and keeps its position. Guarded by the lock of its dataset.
 */
final class MemoryColumns {
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Set<String> unpublished = new HashSet<>();
  private Optional<DatasetDefinition> prepared = Optional.empty();
  private int width;

  /** A stored column, and the position of its values in the rows. */
  private record Place(StoredColumn column, int position) {}

  List<Problem> problems(Layout layout) {
    return new StoredColumns(published()).problems(layout);
  }

  /** Adds what a version lacks, and forgets what another one was prepared with in vain. */
  void prepare(Layout layout) {
    if (!prepared.equals(Optional.of(layout.definition()))) {
      abandon();
    }
    for (StoredColumn column : stored().additions(layout)) {
      unpublished.add(column.place());
      add(column);
    }
    prepared = Optional.of(layout.definition());
  }

  boolean arePrepared(Layout layout) {
    return stored().additions(layout).isEmpty();
  }

  /** What was prepared is there to stay. */
  void publish() {
    unpublished.clear();
  }

  /** Forgets the columns of a version that was never published. */
  void abandon() {
    places.keySet().removeAll(unpublished);
    unpublished.clear();
    prepared = Optional.empty();
  }

  /** The columns of versions that were published. */
  List<StoredColumn> published() {
    return stored().columns().stream().filter(c -> !unpublished.contains(c.place())).toList();
  }

  /** Makes the columns of rows that are restored, as the only ones there are. */
  void restore(List<StoredColumn> columns) {
    columns.forEach(this::add);
  }

  /** How many values a row has that is written now. */
  int width() {
    return width;
  }

  /** Where values are in the rows; -1 for a column that is not stored. */
  int[] positions(List<StoredColumn> columns) {
    return columns.stream()
        .mapToInt(
            column -> {
              Place place = places.get(column.place());
              return place == null ? -1 : place.position();
            })
        .toArray();
  }

  private void add(StoredColumn column) {
    places.put(column.place(), new Place(column, width++));
  }

  private StoredColumns stored() {
    return new StoredColumns(places.values().stream().map(Place::column).toList());
  }
}
