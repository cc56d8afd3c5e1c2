package io.obsrv.event;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.Kind;
import io.obsrv.error.Problems;
import io.obsrv.table.Rollup;
import io.obsrv.table.RollupPlan;
import java.util.List;
import java.util.Optional;

/**
 * A version made ready for storing rows.
 *
 * @param version the version's number
 * @param definition what was declared
 * @param rollups its aggregate tables, ready for rows
 */
public record Layout(int version, DatasetDefinition definition, List<Rollup> rollups) {

  /** Copies the list. */
  public Layout {
    rollups = List.copyOf(rollups);
  }

  /**
   * The layout of a version.
   *
   * @param version a version whose definition has been checked
   * @return the layout
   * @throws io.obsrv.error.InvalidException if its parts do not fit each other
   */
  public static Layout of(DatasetVersion version) {
    DatasetDefinition definition = version.definition();
    Problems problems = new Problems();
    List<Rollup> rollups =
        definition.tables().stream()
            .map(
                table ->
                    RollupPlan.compile(
                        table, definition.schema(), definition.time(), definition.zone(), problems))
            .flatMap(Optional::stream)
            .toList();
    problems.refuseIfAny(
        "Version " + version.number() + " of dataset '" + version.id() + "' cannot be used");
    return new Layout(version.number(), definition, rollups);
  }

  /**
   * The dataset.
   *
   * @return its id
   */
  public DatasetId id() {
    return definition.id();
  }

  /**
   * Whether the dataset has one row per key, which records replace and remove.
   *
   * @return false if rows are only added
   */
  public boolean upserts() {
    return definition.kind() != Kind.EVENT;
  }

  /**
   * An aggregate table by its name.
   *
   * @param name the name
   * @return the table's rollup, if there is such a table
   */
  public Optional<Rollup> rollup(String name) {
    return rollups.stream().filter(rollup -> rollup.table().name().equals(name)).findFirst();
  }
}
