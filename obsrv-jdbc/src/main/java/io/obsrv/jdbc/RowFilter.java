package io.obsrv.jdbc;

import io.obsrv.event.StoredColumn;
import io.obsrv.table.Bound;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which rows are read of all there are: names are quoted, values left to be bound. The database
 * still looks at each, since no index is of these columns, but hands over far fewer.
 *
 * @param columns the columns that the bounds are of
 * @param bounds what must hold of them
 */
record RowFilter(List<StoredColumn> columns, List<Bound> bounds) {
  static final RowFilter ALL = new RowFilter(List.of(), List.of());

  /** The rest of a condition, with a parameter per value. */
  String text() {
    return bounds.stream().map(bound -> " and " + text(bound)).collect(Collectors.joining());
  }

  private String text(Bound bound) {
    String name = Identifiers.quote(column(bound).place());
    List<String> either = new ArrayList<>();
    if (bound instanceof Bound.OneOf oneOf) {
      if (!oneOf.values().isEmpty()) {
        either.add(
            "%s in (%s)"
                .formatted(
                    name, String.join(", ", Collections.nCopies(oneOf.values().size(), "?"))));
      }
    } else {
      either.add(text(name, (Bound.Between) bound));
    }
    if (bound.orNull()) {
      either.add(name + " is null");
    }
    return either.isEmpty() ? "false" : "(" + String.join(" or ", either) + ")";
  }

  private static String text(String name, Bound.Between between) {
    List<String> both = new ArrayList<>();
    both.add(name + " is not null");
    between.least().ifPresent(value -> both.add(name + " >= ?"));
    between.greatest().ifPresent(value -> both.add(name + " <= ?"));
    return String.join(" and ", both);
  }

  /**
   * Binds the values.
   *
   * @param first the position of the first
   * @return the position behind the last
   */
  int bind(PreparedStatement statement, int first) throws SQLException {
    int position = first;
    for (Bound bound : bounds) {
      for (Object value : values(bound)) {
        Values.bind(statement, position++, column(bound).column().type(), value);
      }
    }
    return position;
  }

  private static Iterable<Object> values(Bound bound) {
    if (bound instanceof Bound.OneOf oneOf) {
      return oneOf.values();
    }
    Bound.Between between = (Bound.Between) bound;
    List<Object> values = new ArrayList<>();
    between.least().ifPresent(values::add);
    between.greatest().ifPresent(values::add);
    return values;
  }

  private StoredColumn column(Bound bound) {
    return columns.get(bound.position());
  }
}
