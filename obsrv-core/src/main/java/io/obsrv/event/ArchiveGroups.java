package io.obsrv.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.schema.Column;
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
   * @param group the group
   * @return the entry
   */
  public static ArchiveEntry.TableGroup entry(Rollup rollup, Group group) {
    List<JsonNode> dimensions = new ArrayList<>();
    for (int i = 0; i < rollup.dimensionCount(); i++) {
      dimensions.add(ArchiveValues.write(rollup.columns().get(i), group.dimensions().get(i)));
    }
    return new ArchiveEntry.TableGroup(
        rollup.table().name(), dimensions, group.state(), group.isFrozen());
  }

  /**
   * A table that entries name.
   *
   * @param layout the version
   * @param name the name of the table
   * @return the table
   * @throws InvalidException if the version has no such table
   */
  public static Rollup rollup(Layout layout, String name) {
    return layout
        .rollup(name)
        .orElseThrow(
            () -> refusal(name, "is no table of version " + layout.version() + " of the dataset"));
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
          entry.table(),
          "a group has %d dimensions, must have %d"
              .formatted(entry.dimensions().size(), columns.size()));
    }
    List<@Nullable Object> dimensions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      JsonNode json = entry.dimensions().get(i);
      dimensions.add(json.isNull() ? null : ArchiveValues.read(entry.part(), columns.get(i), json));
    }
    if (entry.frozen() && !rollup.isRetained()) {
      throw refusal(entry.table(), "a group is frozen, but the table has no retention");
    }
    try {
      Group group = rollup.restore(dimensions, entry.state());
      if (entry.frozen()) {
        group.freeze();
      }
      return group;
    } catch (RuntimeException e) {
      // The state is a text of the table's own; whatever it stumbles over, it is not one.
      throw refusal(entry.table(), "the state of a group is not one of this table");
    }
  }

  private static InvalidException refusal(String table, String message) {
    return new InvalidException(
        "A group of table '" + table + "' cannot be restored",
        List.of(new Problem(table, message)));
  }
}
