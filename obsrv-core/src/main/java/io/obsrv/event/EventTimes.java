package io.obsrv.event;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.schema.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * When records happened, by the dataset's time column. A date counts as its start in the dataset's
 * zone.
 */
public final class EventTimes {
  private EventTimes() {}

  /**
   * When one record happened.
   *
   * @param definition whose row it is
   * @param row the row
   * @return empty if the dataset has no time column, or the row no value in it
   */
  public static Optional<Instant> of(DatasetDefinition definition, Row row) {
    return definition
        .time()
        .map(column -> row.value(definition.schema().indexOf(column)))
        .map(value -> instant(definition, value));
  }

  /**
   * The newest event time of some rows.
   *
   * @param definition whose rows they are
   * @param rows the rows
   * @return empty if the dataset has no time column, or no row a value in it
   */
  public static Optional<Instant> newest(DatasetDefinition definition, Collection<Row> rows) {
    if (definition.time().isEmpty()) {
      return Optional.empty();
    }
    int index = definition.schema().indexOf(definition.time().get());
    return rows.stream()
        .map(row -> row.value(index))
        .filter(Objects::nonNull)
        .map(value -> instant(definition, value))
        .max(Comparator.naturalOrder());
  }

  private static Instant instant(DatasetDefinition definition, Object value) {
    return value instanceof LocalDate date
        ? date.atStartOfDay(definition.zone()).toInstant()
        : (Instant) value;
  }
}
