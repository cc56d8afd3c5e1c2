package io.obsrv.query;

import io.obsrv.schema.Row;
import io.obsrv.table.ValueOrder;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One column of the result to sort by; nulls are last.
 *
 * @param position the column's position in the result, from 0
 * @param descending whether the greatest value comes first
 */
public record SortKey(int position, boolean descending) {

  Comparator<Row> comparator() {
    Comparator<@Nullable Object> values =
        descending
            ? Comparator.nullsLast((a, b) -> ValueOrder.compare(b, a))
            : ValueOrder.ASCENDING;
    return (a, b) -> values.compare(a.value(position), b.value(position));
  }
}
