package io.obsrv.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the groups of aggregate tables into entries of a dump and back. */
public final class ArchiveGroups {
  private ArchiveGroups() {}

  /**
   * A group as an entry.
   *
   * @param rollup its table
   * @param row the group as a row of the table; only the dimensions are looked at
   * @param state what it remembers
   * @return the entry
   */
  public static ArchiveEntry.TableGroup entry(Rollup rollup, Row row, String state) {
    List<JsonNode> dimensions = new ArrayList<>();
    for (int i = 0; i < rollup.dimensionCount(); i++) {
      dimensions.add(ArchiveValues.write(rollup.columns().get(i), row.value(i)));
    }
    return new ArchiveEntry.TableGroup(rollup.table().name(), dimensions, state);
  }

  /**
   * The table of an entry.
   *
   * @param layout the version
   * @param entry the entry
   * @return the table
   * @throws InvalidException if the version has no such table
   */
  public static Rollup rollup(Layout layout, ArchiveEntry.TableGroup entry) {
    return layout
        .rollup(entry.table())
        .orElseThrow(
            () -> refusal(entry, "is no table of version " + layout.version() + " of the dataset"));
  }

  /**
   * The group of an entry.
   *
   * @param rollup its table
   * @param entry the entry
   * @return the group
   * @throws InvalidException if it is none of this table
   */
  public static Group group(Rollup rollup, ArchiveEntry.TableGroup entry) {
    List<Column> columns = rollup.columns().subList(0, rollup.dimensionCount());
    if (entry.dimensions().size() != columns.size()) {
      throw refusal(
          entry,
          "a group has %d dimensions, must have %d"
              .formatted(entry.dimensions().size(), columns.size()));
    }
    List<@Nullable Object> dimensions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      JsonNode json = entry.dimensions().get(i);
      dimensions.add(json.isNull() ? null : ArchiveValues.read(entry.part(), columns.get(i), json));
    }
    try {
      return rollup.restore(dimensions, entry.state());
    } catch (RuntimeException e) {
      // The state is a text of the table's own; whatever it stumbles over, it is not one.
      throw refusal(entry, "the state of a group is not one of this table");
    }
  }

  private static InvalidException refusal(ArchiveEntry.TableGroup entry, String message) {
    return new InvalidException(
        "A group of table '" + entry.table() + "' cannot be restored",
        List.of(new Problem(entry.table(), message)));
  }
}
